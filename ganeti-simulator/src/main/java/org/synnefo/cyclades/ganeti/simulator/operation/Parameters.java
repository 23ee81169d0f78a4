package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.synnefo.cyclades.ganeti.simulator.cluster.InstanceDefaults;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;
import org.synnefo.cyclades.ganeti.simulator.script.OsScripts;

/** Validates parameters of hypervisors, backends and operating systems. */
final class Parameters {

  private static final Set<String> NUMBERS =
      Set.of("memory", "maxmem", "minmem", "vcpus", "spindle_use");
  private static final Set<String> FLAGS = Set.of("auto_balance", "always_failover");
  private static final String TYPE_ERROR = "TypeEnforcementError";

  private Parameters() {}

  /** Returns the backend parameters; {@code memory} sets both limits. */
  static ObjectNode backend(JsonNode asked) throws OperationFailure {
    ObjectNode beparams = PythonJson.object();
    for (Iterator<Map.Entry<String, JsonNode>> all = asked.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> one = all.next();
      beparams.set(one.getKey(), backend(one.getKey(), one.getValue()));
    }
    JsonNode memory = beparams.remove("memory");
    if (memory != null) {
      beparams.set("maxmem", memory);
      beparams.set("minmem", memory);
    }
    return beparams;
  }

  private static JsonNode backend(String name, JsonNode value) throws OperationFailure {
    if (NUMBERS.contains(name)) {
      if (value.canConvertToLong()) {
        return value;
      }
      if (value.isTextual() && value.asText().matches("[0-9]{1,9}")) {
        return PythonJson.tree(Integer.parseInt(value.asText()));
      }
      throw typeError("'%s' (value %s) is not a valid integer".formatted(name, value.asText()));
    }
    if (FLAGS.contains(name)) {
      if (value.isBoolean()) {
        return value;
      }
      throw typeError("'%s' (value %s) is not a valid boolean".formatted(name, value.asText()));
    }
    throw typeError("Unknown parameter '" + name + "'");
  }

  private static OperationFailure typeError(String message) {
    return new OperationFailure(TYPE_ERROR, message, null);
  }

  static void checkHypervisor(String hypervisor, JsonNode asked) throws OperationFailure {
    ObjectNode known = InstanceDefaults.hypervisor(hypervisor);
    ObjectNode all = InstanceDefaults.hypervisor("kvm");
    for (Iterator<String> names = asked.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!all.has(name)) {
        throw typeError("Unknown parameter '" + name + "'");
      }
      if (!known.has(name)) {
        throw new OperationFailure(
            "HypervisorError", "Parameter '" + name + "' is not supported", null);
      }
    }
  }

  /** All OS parameters, including secret ones. */
  static Map<String, JsonNode> system(OperationRun run) {
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    for (String kind : List.of("osparams", "osparams_private", "osparams_secret")) {
      run.input()
          .path(kind)
          .fields()
          .forEachRemaining(one -> parameters.put(one.getKey(), one.getValue()));
    }
    return parameters;
  }

  /**
   * Checks the OS name and the names of its parameters.
   *
   * @param os a name and a variant
   */
  static void checkSystem(String os, Set<String> parameters, String node) throws OperationFailure {
    String prefix = "OS Parameters validation failed on node " + node + ": ";
    String name = os.contains("+") ? os.substring(0, os.indexOf('+')) : os;
    if (!name.equals(OsScripts.NAME)) {
      throw OperationFailure.execution(
          prefix + "Directory for OS " + name + " not found in search path");
    }
    if (name.equals(os)) {
      throw OperationFailure.prerequisite("OS name must include a variant", ErrorCode.WRONG_INPUT);
    }
    if (!os.substring(name.length() + 1).equals(OsScripts.VARIANT)) {
      throw OperationFailure.prerequisite("Unsupported OS variant", ErrorCode.WRONG_INPUT);
    }
    List<String> unknown =
        parameters.stream().filter(one -> !OsScripts.PARAMETERS.contains(one)).sorted().toList();
    if (!unknown.isEmpty()) {
      throw OperationFailure.execution(
          prefix
              + "The following parameters are not supported by the OS "
              + name
              + ": "
              + String.join(", ", unknown));
    }
  }
}
