package org.synnefo.cyclades.ganeti.client.rapi;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.JobFailure;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.ganeti.client.JobLogEntry;
import org.synnefo.cyclades.ganeti.client.JobOperation;
import org.synnefo.cyclades.ganeti.client.JobStatus;
import org.synnefo.cyclades.ganeti.client.JobSummary;

/**
 * A job in responses. Lists have one element per operation; logs and results are missing in the
 * list of all jobs. For a job that never existed, everything but the id is null.
 */
public record JobBody(
    @JsonProperty(required = true) long id,
    String status,
    List<OperationBody> ops,
    List<String> opstatus,
    List<JsonNode> opresult,
    List<List<LogBody>> oplog,
    @JsonProperty("received_ts") TimeBody received,
    @JsonProperty("start_ts") TimeBody start,
    @JsonProperty("end_ts") TimeBody end) {

  boolean isKnown() {
    return status != null;
  }

  JobInfo toInfo() {
    List<JobOperation> operations = new ArrayList<>();
    for (int index = 0; index < ops.size(); index++) {
      operations.add(operation(index));
    }
    return new JobInfo(
        new JobId(id),
        status(status),
        operations,
        TimeBody.instant(received),
        TimeBody.instant(start),
        TimeBody.instant(end));
  }

  JobSummary toSummary() {
    return new JobSummary(
        new JobId(id),
        status(status),
        ops.stream().map(OperationBody::opcode).toList(),
        ops.stream().flatMap(operation -> operation.instance().stream()).distinct().toList(),
        ops.stream().flatMap(operation -> operation.userReasons().stream()).distinct().toList(),
        TimeBody.instant(received),
        TimeBody.instant(end));
  }

  private JobOperation operation(int index) {
    OperationBody operation = ops.get(index);
    JobStatus operationStatus = status(opstatus.get(index));
    JsonNode result = opresult == null ? null : opresult.get(index);
    List<LogBody> log = oplog == null ? List.of() : oplog.get(index);
    return new JobOperation(
        operation.opcode(),
        operation.instance(),
        operation.userReasons(),
        operationStatus,
        failure(operationStatus, result),
        log.stream().map(LogBody::toEntry).toList());
  }

  static JobStatus status(String name) {
    return JobStatus.ofWireName(name)
        .orElseThrow(() -> new GanetiException.Unexpected("Unknown job status " + name, null));
  }

  /** The result of a failed operation is {@code [exception, [text, code]]}, or a string. */
  private static Optional<JobFailure> failure(JobStatus status, JsonNode result) {
    if (status == JobStatus.CANCELED) {
      return Optional.of(new JobFailure(JobFailure.CANCELED, text(result)));
    }
    if (status != JobStatus.ERROR) {
      return Optional.empty();
    }
    if (result != null && result.path(0).isTextual() && result.path(1).isArray()) {
      JsonNode arguments = result.get(1);
      String code =
          arguments.path(1).isTextual() ? arguments.get(1).asText() : result.get(0).asText();
      return Optional.of(new JobFailure(code, text(arguments.path(0))));
    }
    return Optional.of(new JobFailure("unknown", text(result)));
  }

  private static String text(JsonNode node) {
    if (node == null || node.isNull() || node.isMissingNode()) {
      return "";
    }
    return node.isTextual() ? node.asText() : node.toString();
  }

  /** The parts of an operation's input that are used. */
  public record OperationBody(
      @JsonProperty(value = "OP_ID", required = true) String opcode,
      @JsonProperty("instance_name") String instanceName,
      String kind,
      JsonNode name,
      List<List<JsonNode>> reason) {

    /** The entry of the reason trail that holds the {@code reason} of a request. */
    private static final String REQUEST = "gnt:user";

    Optional<String> instance() {
      if (instanceName != null) {
        return Optional.of(instanceName);
      }
      // Operations on tags name their object this way.
      return "instance".equals(kind) && name != null
          ? Optional.of(name.asText())
          : Optional.empty();
    }

    List<String> userReasons() {
      return reason == null
          ? List.of()
          : reason.stream()
              .filter(entry -> entry.size() > 1 && REQUEST.equals(entry.get(0).asText()))
              .map(entry -> entry.get(1).asText())
              .toList();
    }
  }

  /** {@code [serial, [seconds, microseconds], type, text]}. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"serial", "time", "type", "text"})
  public record LogBody(long serial, TimeBody time, String type, JsonNode text) {
    JobLogEntry toEntry() {
      return new JobLogEntry(serial, time.toInstant(), type, JobBody.text(text));
    }
  }

  /** {@code [seconds, microseconds]}. */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  @JsonPropertyOrder({"seconds", "microseconds"})
  public record TimeBody(long seconds, long microseconds) {
    Instant toInstant() {
      return Instant.ofEpochSecond(seconds, microseconds * 1000);
    }

    static Optional<Instant> instant(TimeBody time) {
      return Optional.ofNullable(time).map(TimeBody::toInstant);
    }
  }
}
