package org.synnefo.cyclades.ganeti.tools.jobqueue;

import java.time.Instant;
import java.util.List;
import org.synnefo.cyclades.model.message.JobStatus;

/**
 * A Ganeti job, as read from its file in the queue directory.
 *
 * @param id its number
 * @param received when Ganeti accepted it; null if the file does not say. Together with the number,
 *     it identifies the job even after the cluster was rebuilt
 * @param ended when its last opcode ended, or null
 * @param opcodes in order
 */
record Job(long id, Instant received, Instant ended, List<Opcode> opcodes) {

  Job {
    opcodes = List.copyOf(opcodes);
  }

  /** Whether the job will not change any more. */
  boolean isFinished() {
    return opcodes.stream().allMatch(opcode -> opcode.status().isTerminal());
  }

  /**
   * One opcode of a job.
   *
   * @param operation its name, {@code OP_INSTANCE_CREATE}
   * @param instance its instance, or null
   * @param status its current status
   * @param started when it started waiting for locks, or null
   * @param executed when it got them, or null
   * @param ended when it ended, or null
   * @param lastLogTime time of the last log line, or null
   * @param lastLogLine the last log line, or null
   * @param failure Ganeti's explanation if it failed or was canceled, else null
   */
  record Opcode(
      String operation,
      String instance,
      JobStatus status,
      Instant started,
      Instant executed,
      Instant ended,
      Instant lastLogTime,
      String lastLogLine,
      String failure) {}

  /**
   * When the opcode reached its current status, as precisely as the file says; null if it does not
   * say.
   */
  Instant timeOf(Opcode opcode) {
    return switch (opcode.status()) {
      case QUEUED -> received;
      case WAITING -> first(opcode.started(), received);
      case RUNNING -> first(opcode.executed(), opcode.lastLogTime(), opcode.started(), received);
      case CANCELING -> first(opcode.lastLogTime(), opcode.executed(), opcode.started(), received);
      case SUCCESS, ERROR, CANCELED ->
          first(
              opcode.ended(),
              ended,
              opcode.lastLogTime(),
              opcode.executed(),
              opcode.started(),
              received);
    };
  }

  private static Instant first(Instant... times) {
    for (Instant time : times) {
      if (time != null) {
        return time;
      }
    }
    return null;
  }
}
