package org.synnefo.cyclades.api.description;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Completes the schemas of responses: no additional fields, and identifying fields are required.
 */
final class ViewSchemas {

  private static final Set<String> ALWAYS_THERE =
      Set.of("id", "alias", "rel", "href", "version", "addr", "verb", "serverRef");

  private static final Set<String> WRAPPERS = Set.of("values");

  /** Bodies are parsed by hand, so these Java types do not describe them. */
  private static final List<String> INTERNAL = List.of("RequestBody", "JsonNode", "JsonNodeType");

  private ViewSchemas() {}

  static void complete(Components components) {
    INTERNAL.forEach(components::removeSchema);
    components.getSchemas().forEach(ViewSchemas::complete);
  }

  private static void complete(String name, Schema schema) {
    boolean isView =
        schema.getProperties() != null
            && schema.getAdditionalPropertiesBoolean() == null
            && schema.getAdditionalPropertiesSchema() == null;
    if (!isView) {
      return;
    }
    schema.setAdditionalPropertiesBoolean(false);
    schema.getProperties().keySet().stream()
        .filter(property -> isRequired(name, property))
        .forEach(schema::addRequired);
  }

  private static boolean isRequired(String name, String property) {
    if (name.startsWith("Values") || name.equals("Dictionary")) {
      return WRAPPERS.contains(property);
    }
    if (name.endsWith("Answer")) {
      return !property.endsWith("_links");
    }
    return ALWAYS_THERE.contains(property) && !name.equals("ImageView") || property.equals("id");
  }
}
