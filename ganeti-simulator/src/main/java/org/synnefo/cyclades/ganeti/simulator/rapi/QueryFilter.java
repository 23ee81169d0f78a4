package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Ganeti's query filters: {@code ["&", ["=", "status", "running"], …]}. */
final class QueryFilter {

  private QueryFilter() {}

  /** Whether an item matches; a null filter matches everything. */
  static boolean matches(JsonNode filter, JsonNode item) throws RapiException {
    if (filter == null || filter.isNull() || filter.isMissingNode()) {
      return true;
    }
    String operator = filter.path(0).asText();
    JsonNode field = item.path(filter.path(1).asText());
    JsonNode value = filter.path(2);
    return switch (operator) {
      case "&" -> all(filter, item);
      case "|" -> any(filter, item);
      case "!" -> !matches(filter.path(1), item);
      case "?" -> field.isBoolean() ? field.asBoolean() : !field.isMissingNode() && !field.isNull();
      case "=", "==" -> field.asText().equals(value.asText());
      case "!=" -> !field.asText().equals(value.asText());
      case "<" -> field.asDouble() < value.asDouble();
      case "<=" -> field.asDouble() <= value.asDouble();
      case ">" -> field.asDouble() > value.asDouble();
      case ">=" -> field.asDouble() >= value.asDouble();
      case "=~" -> find(value.asText(), field.asText());
      case "=[]" -> contains(field, value);
      default -> throw RapiException.badRequest("Unknown filter operator '" + operator + "'");
    };
  }

  private static boolean all(JsonNode filter, JsonNode item) throws RapiException {
    for (int index = 1; index < filter.size(); index++) {
      if (!matches(filter.get(index), item)) {
        return false;
      }
    }
    return true;
  }

  private static boolean any(JsonNode filter, JsonNode item) throws RapiException {
    for (int index = 1; index < filter.size(); index++) {
      if (matches(filter.get(index), item)) {
        return true;
      }
    }
    return false;
  }

  private static boolean find(String expression, String text) throws RapiException {
    try {
      return Pattern.compile(expression).matcher(text).find();
    } catch (PatternSyntaxException e) {
      throw RapiException.badRequest("Invalid regular expression '" + expression + "'");
    }
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode one : list) {
      if (one.asText().equals(value.asText())) {
        return true;
      }
    }
    return false;
  }
}
