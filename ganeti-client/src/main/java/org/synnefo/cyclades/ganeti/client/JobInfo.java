package org.synnefo.cyclades.ganeti.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of a job and its operations.
 *
 * @param id its number
 * @param status of the job as a whole
 * @param operations at least one; a reinstallation has three
 * @param received when Ganeti accepted it
 * @param start when it started; empty while it is queued
 * @param end when it ended; empty until then
 */
public record JobInfo(
    JobId id,
    JobStatus status,
    List<JobOperation> operations,
    Optional<Instant> received,
    Optional<Instant> start,
    Optional<Instant> end) {

  public JobInfo {
    operations = List.copyOf(operations);
  }

  /** The failure of the first operation that failed or was cancelled. */
  public Optional<JobFailure> failure() {
    return operations.stream().flatMap(operation -> operation.failure().stream()).findFirst();
  }

  /** The log of all operations, oldest line first. */
  public List<JobLogEntry> log() {
    return operations.stream().flatMap(operation -> operation.log().stream()).toList();
  }

  /** The serial of the newest log line; −1 if there is none. */
  public long lastLogSerial() {
    return log().stream().mapToLong(JobLogEntry::serial).max().orElse(-1);
  }
}
