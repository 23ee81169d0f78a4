package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** Builds opcodes from requests: adds default values, and validates the types of parameters. */
final class Opcodes {

  /** The parameters of each opcode with their defaults, in Ganeti's order. */
  private static final JsonNode DEFAULTS = load();

  /** Mandatory parameters. */
  private static final Map<String, JsonNode> REQUIRED =
      Map.of(
          "OP_INSTANCE_CREATE.instance_name", PythonJson.tree(""),
          "OP_INSTANCE_CREATE.disks", PythonJson.array(),
          "OP_INSTANCE_CREATE.mode", PythonJson.tree(""),
          "OP_INSTANCE_CREATE.nics", PythonJson.array(),
          "OP_INSTANCE_GROW_DISK.amount", PythonJson.tree(0));

  private static final Set<String> REBOOT_TYPES = Set.of("soft", "hard", "full");

  private final Clock clock;

  Opcodes(Clock clock) {
    this.clock = clock;
  }

  private static JsonNode load() {
    try (InputStream resource = Opcodes.class.getResourceAsStream("/opcodes.json")) {
      return PythonJson.parse(resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Builds an opcode with the reason trail of a request.
   *
   * @param body its parameters, or null for none
   * @param fixed parameters that come from the path and the query
   */
  ObjectNode fill(RapiRequest request, String opcode, JsonNode body, ObjectNode fixed)
      throws RapiException {
    ArrayNode reason = PythonJson.array();
    if (request.parameter("reason") != null) {
      reason.addArray().add("gnt:user").add(request.parameter("reason")).add(nanoseconds());
    }
    reason.addArray().add("gnt:library:rlib2:" + request.name()).add("").add(nanoseconds());
    ObjectNode parameters = parameters(body);
    parameters.setAll(fixed);
    return fill(opcode, parameters, reason);
  }

  /** Builds an opcode for a job that the remote API assembles itself, without a reason. */
  ObjectNode fill(String opcode, ObjectNode parameters) throws RapiException {
    return fill(opcode, parameters, PythonJson.array());
  }

  private long nanoseconds() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  private static ObjectNode parameters(JsonNode body) throws RapiException {
    if (body == null) {
      return PythonJson.object();
    }
    checkObject(body);
    return body.deepCopy();
  }

  static void checkObject(JsonNode body) throws RapiException {
    if (body == null || !body.isObject()) {
      throw RapiException.badRequest(
          "Body contents: Type is '" + pythonType(body) + "', but 'dict' is expected");
    }
  }

  private static String pythonType(JsonNode value) {
    if (value == null || value.isNull()) {
      return "NoneType";
    }
    if (value.isTextual()) {
      return "str";
    }
    if (value.isBoolean()) {
      return "bool";
    }
    if (value.isArray()) {
      return "list";
    }
    return value.isIntegralNumber() ? "int" : "float";
  }

  private static ObjectNode fill(String opcode, ObjectNode given, ArrayNode reason)
      throws RapiException {
    ObjectNode defaults = (ObjectNode) DEFAULTS.path(opcode);
    for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!defaults.has(name)) {
        throw RapiException.badRequest(
            "Invalid body parameters: Object %s doesn't support the parameter '%s'"
                .formatted(className(opcode), name));
      }
    }
    ObjectNode filled = defaults.deepCopy();
    filled.setAll(given);
    for (Iterator<Map.Entry<String, JsonNode>> all = filled.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> one = all.next();
      String name = opcode + "." + one.getKey();
      if (!isValid(name, one.getValue(), REQUIRED.getOrDefault(name, defaults.get(one.getKey())))) {
        throw RapiException.badRequest(
            "Invalid body parameters: (\"Parameter '%s' fails validation\", 'wrong_input')"
                .formatted(name));
      }
    }
    filled.set("reason", reason);
    return filled.put("OP_ID", opcode);
  }

  /** Whether a value has the type of the default or the example. */
  private static boolean isValid(String name, JsonNode value, JsonNode example) {
    if (name.endsWith(".reboot_type")) {
      return REBOOT_TYPES.contains(value.asText());
    }
    if (example.isArray()) {
      return value.isArray();
    }
    if (example.isObject()) {
      return value.isObject();
    }
    if (example.isBoolean()) {
      return value.isBoolean();
    }
    if (example.isNumber()) {
      return value.isNumber();
    }
    return !example.isTextual() || value.isTextual();
  }

  /** Converts {@code OP_INSTANCE_CREATE} to {@code OpInstanceCreate}. */
  private static String className(String opcode) {
    List<String> words = Arrays.asList(opcode.split("_"));
    return words.stream()
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
