package org.synnefo.cyclades.ganeti.simulator.fault;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What can go wrong on request. */
public enum FaultKind {
  /** An operation fails instead of being done. */
  JOB_FAILS,
  /** An operation never ends; its lock is held until all faults are taken back. */
  JOB_HANGS,
  /** The remote API answers with a status, and does nothing. */
  ANSWER,
  /** The remote API takes its time. */
  DELAY,
  /** The request is carried out, then the connection is reset without an answer. */
  LOST_ANSWER,
  /** The connection is reset, and nothing is done. */
  LOST_REQUEST,
  /**
   * Nothing is done, and no answer comes; the connection is reset when all faults are taken back.
   */
  HANG;

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @JsonCreator
  static FaultKind ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  boolean isOfJobs() {
    return this == JOB_FAILS || this == JOB_HANGS;
  }
}
