package org.synnefo.cyclades.ganeti.client;

import java.util.List;
import java.util.Optional;

/**
 * One operation of a job. Its parameters are left out because they may contain a password.
 *
 * @param opcode such as {@code OP_INSTANCE_CREATE}
 * @param instance its instance
 * @param reasons the reasons given with the request, newest last
 * @param status of this operation
 * @param failure why it failed or was cancelled
 * @param log its log lines, oldest first
 */
public record JobOperation(
    String opcode,
    Optional<String> instance,
    List<String> reasons,
    JobStatus status,
    Optional<JobFailure> failure,
    List<JobLogEntry> log) {

  public JobOperation {
    reasons = List.copyOf(reasons);
    log = List.copyOf(log);
  }
}
