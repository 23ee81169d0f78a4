package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** The state of an operation, and of the job that it belongs to. */
public enum JobStatus {
  /** Not looked at yet. */
  QUEUED,
  /** Taken up; waits for its locks. */
  WAITING,
  /** Has its locks and works. */
  RUNNING,
  CANCELED,
  SUCCESS,
  ERROR;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static JobStatus ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  public boolean isFinal() {
    return this == CANCELED || this == SUCCESS || this == ERROR;
  }

  /** A job's own state follows from those of its operations: the first that has not succeeded. */
  static JobStatus ofJob(List<JobStatus> operations) {
    return operations.stream().filter(status -> status != SUCCESS).findFirst().orElse(SUCCESS);
  }
}
