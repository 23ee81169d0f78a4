package org.synnefo.cyclades.ganeti.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job in the list of all jobs, without logs and results.
 *
 * @param id its number
 * @param status of the job as a whole
 * @param opcodes one per operation, such as {@code OP_INSTANCE_CREATE}
 * @param instances the instances of its operations, without duplicates
 * @param reasons the reasons given with the request
 * @param received when Ganeti accepted it
 * @param end when it ended; empty until then
 */
public record JobSummary(
    JobId id,
    JobStatus status,
    List<String> opcodes,
    List<String> instances,
    List<String> reasons,
    Optional<Instant> received,
    Optional<Instant> end) {

  public JobSummary {
    opcodes = List.copyOf(opcodes);
    instances = List.copyOf(instances);
    reasons = List.copyOf(reasons);
  }
}
