package org.synnefo.cyclades.ganeti.tools.jobqueue;

import java.time.Instant;
import java.util.List;
import org.synnefo.cyclades.model.message.JobStatus;

/**
 * A Ganeti job, as its file in the queue directory says.
 *
 * @param id its number
 * @param received when Ganeti took it; null if the file does not tell. Together with the number it
 *     tells a job from one of the same number in a cluster that was created anew
 * @param ended when its last opcode ended, or null
 * @param opcodes what it consists of, in order
 */
record Job(long id, Instant received, Instant ended, List<Opcode> opcodes) {

  Job {
    opcodes = List.copyOf(opcodes);
  }

  /** Whether nothing will change any more. */
  boolean isFinished() {
    return opcodes.stream().allMatch(opcode -> opcode.status().isTerminal());
  }

  /**
   * One opcode of a job.
   *
   * @param operation its name, {@code OP_INSTANCE_CREATE}
   * @param instance the instance that it is about, or null
   * @param status where it is
   * @param started when it began to wait for locks, or null
   * @param executed when it got them, or null
   * @param ended when it ended, or null
   * @param lastLogTime time of the last line of its log, or null
   * @param lastLogLine the last line of its log, or null
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
   * When the opcode came to its present status, as exactly as the file tells; null if not at all.
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
