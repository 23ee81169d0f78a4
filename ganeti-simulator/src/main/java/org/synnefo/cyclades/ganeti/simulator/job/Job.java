package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A job, as stored in its file. Immutable: each change creates a new job, which is written before
 * it becomes visible.
 *
 * @param start when it was started, or null
 * @param end when its last operation ended, or null
 * @param livelock just a name, because jobs are not processes here
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Job(
    long id,
    List<Operation> ops,
    @JsonProperty("start_timestamp") Timestamp start,
    @JsonProperty("end_timestamp") Timestamp end,
    @JsonProperty("received_timestamp") Timestamp received,
    String livelock,
    @JsonProperty("process_id") Long processId) {

  public Job {
    ops = List.copyOf(ops);
  }

  public JobStatus status() {
    return JobStatus.ofJob(ops.stream().map(Operation::status).toList());
  }

  /** All log lines of all operations, in order. */
  public List<LogEntry> log() {
    return ops.stream().flatMap(operation -> operation.log().stream()).toList();
  }

  /** The dependencies of this job: pairs of a job id and the accepted final statuses. */
  List<JsonNode> dependencies() {
    List<JsonNode> dependencies = new ArrayList<>();
    ops.forEach(operation -> operation.input().path("depends").forEach(dependencies::add));
    return dependencies;
  }

  Job started(Timestamp now, long newProcessId) {
    String name = String.format("/var/run/ganeti/livelocks/job_%06d_%d", id, now.seconds());
    return new Job(id, ops, now, end, received, name, newProcessId);
  }

  Job ended(Timestamp now) {
    return new Job(id, ops, start, now, received, livelock, processId);
  }

  Job with(int index, UnaryOperator<Operation> change) {
    List<Operation> changed = new ArrayList<>(ops);
    changed.set(index, change.apply(changed.get(index)));
    return new Job(id, changed, start, end, received, livelock, processId);
  }

  /** Ends every unfinished operation with this status. */
  Job withUnfinished(JobStatus status, JsonNode result, Timestamp now) {
    List<Operation> changed =
        ops.stream()
            .map(
                operation ->
                    operation.status().isFinal() ? operation : operation.ended(status, result, now))
            .toList();
    return new Job(id, changed, start, now, received, livelock, processId);
  }
}
