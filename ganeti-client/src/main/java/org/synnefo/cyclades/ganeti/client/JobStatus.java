package org.synnefo.cyclades.ganeti.client;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Status of a job or of one of its opcodes. */
public enum JobStatus {
  @JsonProperty("queued")
  QUEUED,
  @JsonProperty("waiting")
  WAITING,
  @JsonProperty("canceling")
  CANCELING,
  @JsonProperty("running")
  RUNNING,
  @JsonProperty("canceled")
  CANCELED,
  @JsonProperty("success")
  SUCCESS,
  @JsonProperty("error")
  ERROR;

  /** Whether the job ended. */
  public boolean isTerminal() {
    return this == CANCELED || this == SUCCESS || this == ERROR;
  }

  /** Ganeti's own word for it. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
