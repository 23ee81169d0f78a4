package org.synnefo.cyclades.api.requests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.synnefo.cyclades.api.faults.Fault;

/** The fields of an object in a request body. Every fault names the field. */
public final class RequestFields {

  private final String path;
  private final JsonNode object;

  RequestFields(String path, JsonNode object) {
    this.path = path;
    this.object = object;
  }

  private String at(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /** A field that is null counts as present with a wrong value. */
  private Optional<JsonNode> find(String field) {
    return Optional.ofNullable(object.get(field));
  }

  private JsonNode require(String field) {
    return find(field)
        .filter(value -> !value.isNull())
        .orElseThrow(() -> Fault.badRequest("'%s' is missing.", at(field)));
  }

  public RequestFields object(String field) {
    JsonNode value = object.get(field);
    if (value == null) {
      throw Fault.badRequest("'%s' is missing.", at(field));
    }
    if (!value.isObject()) {
      throw Fault.badRequest("'%s' must be an object.", at(field));
    }
    return new RequestFields(at(field), value);
  }

  public String text(String field) {
    return textOf(require(field), at(field));
  }

  public Optional<String> optionalText(String field) {
    return find(field).map(value -> textOf(value, at(field)));
  }

  /** See {@link TextRules#name}. */
  public String name(String field) {
    return TextRules.name(text(field), at(field));
  }

  /** A reference by number or URL. */
  public Reference reference(String field) {
    return Reference.parse(require(field), at(field), false);
  }

  /** A reference by number, URL or UUID. */
  public Reference referenceOrUuid(String field) {
    return Reference.parse(require(field), at(field), true);
  }

  /** One of the names of an enum. */
  public <E extends Enum<E>> E enumValue(String field, Class<E> type) {
    String word = text(field);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(word)) {
        return constant;
      }
    }
    throw Fault.badRequest("'%s' must be one of %s.", at(field), List.of(type.getEnumConstants()));
  }

  /** An object whose values are strings. */
  public Optional<Map<String, String>> optionalTexts(String field) {
    return find(field)
        .map(value -> new RequestFields(at(field), asObject(value, at(field))).texts());
  }

  /** Returns this object, whose values must be strings. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            entry ->
                texts.put(
                    TextRules.storable(entry.getKey(), path),
                    textOf(entry.getValue(), at(entry.getKey()))));
    return texts;
  }

  /** A list of objects; empty if the field is missing. */
  public List<RequestFields> objects(String field) {
    JsonNode list = find(field).orElse(null);
    if (list == null) {
      return List.of();
    }
    if (!list.isArray()) {
      throw Fault.badRequest("'%s' must be a list.", at(field));
    }
    List<RequestFields> objects = new ArrayList<>();
    for (JsonNode item : list) {
      String itemPath = "%s[%d]".formatted(at(field), objects.size());
      objects.add(new RequestFields(itemPath, asObject(item, itemPath)));
    }
    return objects;
  }

  /** Rejects all other fields. */
  public void allowOnly(Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw Fault.badRequest(
                    "'%s' is not a known field.", TextRules.shortened(at(field)));
              }
            });
  }

  /** The name of the only field. */
  public String onlyField() {
    if (object.size() != 1) {
      throw Fault.badRequest("The body must contain exactly one field.");
    }
    return object.fieldNames().next();
  }

  private static JsonNode asObject(JsonNode value, String field) {
    if (!value.isObject()) {
      throw Fault.badRequest("'%s' must be an object.", field);
    }
    return value;
  }

  private static String textOf(JsonNode value, String field) {
    if (!value.isTextual()) {
      throw Fault.badRequest("'%s' must be a string.", TextRules.shortened(field));
    }
    return TextRules.storable(value.textValue(), TextRules.shortened(field));
  }
}
