package org.synnefo.cyclades.api.requests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.synnefo.cyclades.api.faults.Fault;

/**
 * A reference to another item: a number, a numeric string, or a URL that ends in one; also a UUID
 * if the item has one.
 *
 * @param id the number; 0 if the reference is a UUID
 * @param uuid the UUID, if the reference is one
 */
public record Reference(long id, Optional<UUID> uuid) {

  private static final Pattern UUID_FORM =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final int MAX_LENGTH = 2048;

  /**
   * @param value of the field
   * @param field its name, for messages
   * @param uuids whether UUIDs are allowed
   */
  static Reference parse(JsonNode value, String field, boolean uuids) {
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() > 0) {
      return new Reference(value.longValue(), Optional.empty());
    }
    if (value.isTextual() && value.textValue().length() <= MAX_LENGTH) {
      String last = lastSegment(value.textValue());
      long id = TextRules.positiveNumber(last);
      if (id > 0) {
        return new Reference(id, Optional.empty());
      }
      if (uuids && UUID_FORM.matcher(last).matches()) {
        return new Reference(0, Optional.of(UUID.fromString(last)));
      }
    }
    throw Fault.badRequest(
        uuids
            ? "'%s' must be an id, a UUID, or a URL that ends in one."
            : "'%s' must be an id, or a URL that ends in one.",
        field);
  }

  private static String lastSegment(String text) {
    String trimmed = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    boolean isUrl = trimmed.startsWith("http://") || trimmed.startsWith("https://");
    return isUrl || trimmed.startsWith("/")
        ? trimmed.substring(trimmed.lastIndexOf('/') + 1)
        : text;
  }
}
