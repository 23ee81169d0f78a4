package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** The status of an operation, or of its job. */
public enum JobStatus {
  /** Not started. */
  QUEUED,
  /** Started; waiting for locks. */
  WAITING,
  /** Running, with its locks. */
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

  /** The status of a job: that of its first operation that has not succeeded. */
  static JobStatus ofJob(List<JobStatus> operations) {
    return operations.stream().filter(status -> status != SUCCESS).findFirst().orElse(SUCCESS);
  }
}
