package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * The relevant parts of a request.
 *
 * @param name of the resource in reason trails, such as {@code instances_name_startup}
 * @param items the variable parts of the path
 * @param query the query parameters
 * @param body the JSON, or null if there is no body
 */
record RapiRequest(String name, List<String> items, MultiMap query, JsonNode body) {

  String item(int index) {
    return items.get(index);
  }

  /** The first value of a parameter; null if it is missing. */
  String parameter(String parameter) {
    return query.get(parameter);
  }

  List<String> parameters(String parameter) {
    return query.getAll(parameter);
  }

  /** A numeric parameter; any value except 0 means true. */
  boolean flag(String parameter) throws RapiException {
    String value = query.get(parameter);
    if (value == null) {
      return false;
    }
    try {
      return Integer.parseInt(value.isEmpty() ? "1" : value) != 0;
    } catch (NumberFormatException e) {
      throw RapiException.badRequest("Invalid value for the '" + parameter + "' parameter");
    }
  }
}
