package org.synnefo.cyclades.ganeti.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A job, as {@code GET /2/jobs/<id>} shows it.
 *
 * @param id its number; null where Ganeti knows no such job
 * @param status of the whole job
 * @param ops its opcodes, as they were submitted
 * @param opStatus a status for each opcode
 * @param opResult a result for each opcode; an error's class and arguments for a failed one; null
 *     in bulk answers
 * @param opLog the log of each opcode; null in bulk answers
 * @param received when Ganeti took it: seconds and microseconds
 * @param start when it started, or null
 * @param end when it ended, or null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobInfo(
    Long id,
    JobStatus status,
    List<JsonNode> ops,
    @JsonProperty("opstatus") List<JobStatus> opStatus,
    @JsonProperty("opresult") List<JsonNode> opResult,
    @JsonProperty("oplog") List<List<JsonNode>> opLog,
    @JsonProperty("received_ts") List<Long> received,
    @JsonProperty("start_ts") List<Long> start,
    @JsonProperty("end_ts") List<Long> end) {

  /** Ganeti's name of an opcode: {@code OP_INSTANCE_CREATE}. */
  public String opcode(int index) {
    return ops.get(index).path("OP_ID").asText();
  }

  /** The instance that an opcode is about, if it is about one. */
  public Optional<String> instance(int index) {
    return Optional.ofNullable(ops.get(index).path("instance_name").textValue());
  }

  /** Whether the job was submitted with a reason. */
  public boolean hasReason(String reason) {
    for (JsonNode op : ops) {
      for (JsonNode step : op.path("reason")) {
        if (reason.equals(step.path(1).textValue())) {
          return true;
        }
      }
    }
    return false;
  }

  /** When the job ended, by Ganeti's clock. */
  public Optional<Instant> endTime() {
    return time(end);
  }

  /** The newest of the times that the job has. */
  public Optional<Instant> lastTime() {
    return time(end).or(() -> time(start)).or(() -> time(received));
  }

  /** Why the first opcode that failed did so; empty if none failed, or in a bulk answer. */
  public Optional<JobFailure> failure() {
    for (int index = 0; opStatus != null && index < opStatus.size(); index++) {
      if (opStatus.get(index) != JobStatus.ERROR && opStatus.get(index) != JobStatus.CANCELED) {
        continue;
      }
      return Optional.of(failure(opResult == null ? null : opResult.get(index)));
    }
    return Optional.empty();
  }

  private static JobFailure failure(JsonNode result) {
    if (result != null && result.isArray() && result.size() == 2) {
      JsonNode arguments = result.get(1);
      return new JobFailure(
          result.get(0).asText(), arguments.path(0).asText(), arguments.path(1).asText(""));
    }
    return new JobFailure("", result == null ? "" : result.asText(), "");
  }

  private static Optional<Instant> time(List<Long> pair) {
    return pair == null || pair.size() != 2
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(pair.get(0)).plus(pair.get(1), ChronoUnit.MICROS));
  }
}
