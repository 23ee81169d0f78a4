package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.synnefo.cyclades.ganeti.simulator.job.OperationHandler;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;
import org.synnefo.cyclades.ganeti.simulator.script.OsScripts;

/** {@code OP_OS_DIAGNOSE}: lists the operating systems, with a job. */
final class DiagnoseOs implements OperationHandler {

  @Override
  public Optional<String> lock(ObjectNode input) {
    return Optional.empty();
  }

  @Override
  public JsonNode execute(OperationRun run) {
    ArrayNode result = PythonJson.array();
    ArrayNode system = result.addArray().add(OsScripts.NAME);
    system.addArray().add(OsScripts.VARIANT);
    return result;
  }
}
