package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.synnefo.cyclades.ganeti.simulator.job.JobQueue;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** Submits jobs for requests; the response is the job's number. */
final class JobSubmission {

  private final JobQueue queue;
  private final Opcodes opcodes;

  JobSubmission(JobQueue queue, Opcodes opcodes) {
    this.queue = queue;
    this.opcodes = opcodes;
  }

  Opcodes opcodes() {
    return opcodes;
  }

  /** Submits a job with one operation. */
  JsonNode submit(RapiRequest request, String opcode, JsonNode body, ObjectNode fixed)
      throws RapiException {
    return submit(List.of(opcodes.fill(request, opcode, body, fixed)));
  }

  JsonNode submit(List<ObjectNode> operations) {
    return PythonJson.tree(queue.submit(operations).id());
  }
}
