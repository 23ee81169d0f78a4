package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One operation of a job, as stored in the job's file.
 *
 * @param input the opcode with all its parameters, including {@code OP_ID}
 * @param result the result or the failure; null until it has ended
 * @param start when it was started, or null
 * @param exec when it got its locks, or null
 * @param end when it ended, or null
 */
public record Operation(
    ObjectNode input,
    JobStatus status,
    JsonNode result,
    List<LogEntry> log,
    @JsonProperty("start_timestamp") Timestamp start,
    @JsonProperty("exec_timestamp") Timestamp exec,
    @JsonProperty("end_timestamp") Timestamp end,
    int priority) {

  public Operation {
    log = List.copyOf(log);
    result = result == null ? NullNode.getInstance() : result;
  }

  static Operation queued(ObjectNode input) {
    return new Operation(input, JobStatus.QUEUED, null, List.of(), null, null, null, 0);
  }

  public String opcode() {
    return input.path("OP_ID").asText();
  }

  /** The summary in logs and lists: {@code INSTANCE_CREATE(snf-1)}. */
  public String summary() {
    String name = opcode().substring("OP_".length());
    String target =
        input.path(name.startsWith("NETWORK_") ? "network_name" : "instance_name").asText("");
    return target.isEmpty() ? name : name + "(" + target + ")";
  }

  Operation waiting(Timestamp now) {
    return new Operation(input, JobStatus.WAITING, result, log, now, null, null, priority);
  }

  Operation running(Timestamp now) {
    return new Operation(input, JobStatus.RUNNING, result, log, start, now, null, priority);
  }

  Operation ended(JobStatus newStatus, JsonNode newResult, Timestamp now) {
    return new Operation(input, newStatus, newResult, log, start, exec, now, priority);
  }

  Operation withLog(List<LogEntry> newLog) {
    return new Operation(input, status, result, newLog, start, exec, end, priority);
  }

  Operation withInput(ObjectNode newInput) {
    return new Operation(newInput, status, result, log, start, exec, end, priority);
  }
}
