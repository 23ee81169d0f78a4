package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Status of a Ganeti job or opcode, in chronological order. */
public enum JobStatus {
  QUEUED(0),
  WAITING(1),
  RUNNING(2),
  CANCELING(3),
  SUCCESS(4),
  ERROR(4),
  CANCELED(4);

  private static final int TERMINAL_RANK = 4;

  private final int rank;

  JobStatus(int rank) {
    this.rank = rank;
  }

  /**
   * The position of the status in a job's life: of two statuses of the same job, the higher one is
   * later. All terminal statuses have the same rank.
   */
  public int rank() {
    return rank;
  }

  /** Whether the job has ended. A terminal status never changes. */
  public boolean isTerminal() {
    return rank == TERMINAL_RANK;
  }

  /** Ganeti's name of the status. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if Ganeti has no such status
   */
  @JsonCreator
  public static JobStatus parse(String wireName) {
    return Arrays.stream(values())
        .filter(status -> status.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown status '%s', expected one of %s"
                        .formatted(
                            wireName,
                            Arrays.stream(values())
                                .map(JobStatus::wireName)
                                .collect(Collectors.joining(", ")))));
  }
}
