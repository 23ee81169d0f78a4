package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.synnefo.cyclades.ganeti.simulator.job.Job;
import org.synnefo.cyclades.ganeti.simulator.job.Operation;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** Jobs in responses. */
final class JobView {

  private static final List<String> BULK_FIELDS =
      List.of("id", "ops", "status", "summary", "opstatus", "received_ts", "start_ts", "end_ts");
  private static final List<String> FIELDS =
      List.of(
          "id",
          "ops",
          "status",
          "summary",
          "opstatus",
          "received_ts",
          "start_ts",
          "end_ts",
          "oplog",
          "opresult");

  /** The common parameters of opcodes come first. */
  private static final List<String> COMMON =
      List.of("dry_run", "debug_level", "priority", "depends", "comment", "reason", "OP_ID");

  private JobView() {}

  static ObjectNode of(Job job) {
    return of(job, FIELDS);
  }

  static ObjectNode inBulk(Job job) {
    return of(job, BULK_FIELDS);
  }

  private static ObjectNode of(Job job, List<String> fields) {
    ObjectNode view = PythonJson.object();
    fields.forEach(field -> view.set(field, field(job, field)));
    return view;
  }

  /** The response for a job that never existed. */
  static ObjectNode unknown(long id) {
    ObjectNode view = PythonJson.object();
    FIELDS.forEach(view::putNull);
    return view.put("id", id);
  }

  /** A property of a job; null if there is no such property. */
  static JsonNode field(Job job, String field) {
    return switch (field) {
      case "id" -> PythonJson.tree(job.id());
      case "status" -> PythonJson.tree(job.status());
      case "summary" -> each(job, Operation::summary);
      case "ops" -> each(job, operation -> opcode(operation.input()));
      case "opstatus" -> each(job, Operation::status);
      case "opresult" -> each(job, Operation::result);
      case "oplog" -> each(job, Operation::log);
      case "opstart" -> each(job, Operation::start);
      case "opexec" -> each(job, Operation::exec);
      case "opend" -> each(job, Operation::end);
      case "received_ts" -> PythonJson.tree(job.received());
      case "start_ts" -> PythonJson.tree(job.start());
      case "end_ts" -> PythonJson.tree(job.end());
      default -> NullNode.getInstance();
    };
  }

  private static JsonNode each(Job job, Function<Operation, Object> property) {
    return PythonJson.tree(job.ops().stream().map(property).toList());
  }

  /** Parameters without a value are omitted, with two exceptions. */
  private static ObjectNode opcode(ObjectNode input) {
    ObjectNode view = PythonJson.object();
    for (String name : COMMON) {
      JsonNode value = input.get(name);
      if (value != null && (!value.isNull() || name.equals("depends") || name.equals("comment"))) {
        view.set(name, value);
      }
    }
    input
        .fields()
        .forEachRemaining(
            one -> {
              if (!COMMON.contains(one.getKey()) && !one.getValue().isNull()) {
                view.set(one.getKey(), one.getValue());
              }
            });
    return view;
  }
}
