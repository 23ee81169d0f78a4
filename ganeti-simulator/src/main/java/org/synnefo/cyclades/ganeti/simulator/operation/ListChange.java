package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/**
 * One change to a list of NICs or disks: {@code [action, item, parameters]}, or the older format
 * {@code [action, parameters]}, where the action is {@code add}, {@code remove} or an index.
 *
 * @param item an index, a name or a UUID; {@code -1} for the last item, or the end
 */
record ListChange(String action, String item, JsonNode parameters) {

  static final String ADD = "add";
  static final String REMOVE = "remove";
  static final String MODIFY = "modify";

  private static final String LAST = "-1";

  static ListChange parse(JsonNode change) {
    String first = change.path(0).asText();
    if (change.size() >= 3) {
      return new ListChange(first, change.path(1).asText(), change.path(2));
    }
    JsonNode parameters = change.has(1) ? change.path(1) : PythonJson.object();
    return first.equals(ADD) || first.equals(REMOVE)
        ? new ListChange(first, LAST, parameters)
        : new ListChange(MODIFY, first, parameters);
  }

  /**
   * Finds the index of the item.
   *
   * @param kind the name of the item in messages
   */
  <T> int index(String kind, List<T> items, Function<T, String> name, Function<T, String> uuid)
      throws OperationFailure {
    if (item.matches("-?[0-9]{1,6}")) {
      int index = item.equals(LAST) ? items.size() - 1 : Integer.parseInt(item);
      if (index < 0 || index >= items.size()) {
        throw OperationFailure.execution(
            "Got %s index %s, but there are only %d".formatted(kind, item, items.size()));
      }
      return index;
    }
    for (int index = 0; index < items.size(); index++) {
      T candidate = items.get(index);
      if (item.equals(name.apply(candidate)) || item.equals(uuid.apply(candidate))) {
        return index;
      }
    }
    throw OperationFailure.prerequisite(
        "Cannot find " + kind + " with identifier " + item, ErrorCode.UNKNOWN_ENTITY);
  }
}
