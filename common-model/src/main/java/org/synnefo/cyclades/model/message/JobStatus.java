package org.synnefo.cyclades.model.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Status of a Ganeti job or opcode, in the order in which it passes through them. */
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
   * Where the status stands in a job's life: of two of one job the higher is the later one;
   * terminal ones are alike.
   */
  public int rank() {
    return rank;
  }

  /** Whether the job ended: a terminal status is never undone. */
  public boolean isTerminal() {
    return rank == TERMINAL_RANK;
  }

  /** Ganeti's own word for it. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException if Ganeti has no such status
   */
  @JsonCreator
  public static JobStatus parse(String word) {
    return Arrays.stream(values())
        .filter(status -> status.wireName().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown status '%s', known are %s"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(JobStatus::wireName)
                                .collect(Collectors.joining(", ")))));
  }
}
