package org.synnefo.cyclades.ganeti.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The status of a job, or of one of its operations, as Ganeti names it. */
public enum JobStatus {
  QUEUED,
  WAITING,
  CANCELING,
  RUNNING,
  CANCELED,
  SUCCESS,
  ERROR;

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return this == CANCELED || this == SUCCESS || this == ERROR;
  }

  /** Ganeti's name of it, such as {@code canceled}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of that name; empty if Ganeti has none of it. */
  public static Optional<JobStatus> ofWireName(String name) {
    return Arrays.stream(values()).filter(status -> status.wireName().equals(name)).findFirst();
  }
}
