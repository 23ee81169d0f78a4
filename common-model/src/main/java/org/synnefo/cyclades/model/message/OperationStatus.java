package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;

/**
 * The status of an opcode of a Ganeti job has changed.
 *
 * @param instance name of the instance at Ganeti
 * @param operation the opcode, {@code OP_INSTANCE_CREATE}
 * @param jobId number of the job
 * @param opIndex index of the opcode in its job, from 0; null if the sender does not say
 * @param status the new status
 * @param logMessage the last line of the job's log, or null
 * @param message Ganeti's explanation of a failure, or null
 * @param eventTime when it happened, by Ganeti's clock; null if the sender does not say
 * @param cluster name of the cluster; null if the sender does not say
 */
public record OperationStatus(
    String instance,
    String operation,
    long jobId,
    Integer opIndex,
    JobStatus status,
    @JsonProperty("logmsg") String logMessage,
    String message,
    @JsonSerialize(using = EpochTime.Writer.class) @JsonDeserialize(using = EpochTime.Reader.class)
        Instant eventTime,
    String cluster)
    implements Message {

  /** The {@code type} of this message. */
  public static final String TYPE = "ganeti-op-status";

  public OperationStatus {
    MessageFields.text(instance, "instance");
    MessageFields.text(operation, "operation");
    MessageFields.required(status, "status");
    if (jobId <= 0) {
      throw new IllegalArgumentException("field 'jobId' is missing or not positive");
    }
  }

  /** The same news of another time. */
  public OperationStatus at(Instant time) {
    return new OperationStatus(
        instance, operation, jobId, opIndex, status, logMessage, message, time, cluster);
  }

  @Override
  public String messageType() {
    return TYPE;
  }
}
