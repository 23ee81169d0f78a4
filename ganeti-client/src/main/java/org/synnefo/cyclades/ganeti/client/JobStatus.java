package org.synnefo.cyclades.ganeti.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The status of a job or of one of its operations. */
public enum JobStatus {
  QUEUED,
  WAITING,
  CANCELING,
  RUNNING,
  CANCELED,
  SUCCESS,
  ERROR;

  /** Whether the status will not change any more. */
  public boolean isFinal() {
    return this == CANCELED || this == SUCCESS || this == ERROR;
  }

  /** Ganeti's name of the status, such as {@code canceled}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a status by Ganeti's name. */
  public static Optional<JobStatus> ofWireName(String name) {
    return Arrays.stream(values()).filter(status -> status.wireName().equals(name)).findFirst();
  }
}
