package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * A request, as far as its answer depends on it.
 *
 * @param name of the resource, as reason trails have it, such as {@code instances_name_startup}
 * @param items the variable parts of the path
 * @param query the parameters after the question mark
 * @param body the JSON, or null if there was no body
 */
record RapiRequest(String name, List<String> items, MultiMap query, JsonNode body) {

  String item(int index) {
    return items.get(index);
  }

  /** The first value of a parameter; null if it is not there. */
  String parameter(String parameter) {
    return query.get(parameter);
  }

  List<String> parameters(String parameter) {
    return query.getAll(parameter);
  }

  /** A parameter that is a number; anything but 0 means yes. */
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
