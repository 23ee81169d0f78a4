package org.synnefo.cyclades.ganeti.simulator.fault;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of faults. */
public enum FaultKind {
  /** An operation fails. */
  JOB_FAILS,
  /** An operation never ends, and its lock is held until all faults are removed. */
  JOB_HANGS,
  /** The remote API responds with an error status, and does nothing. */
  ANSWER,
  /** A list in the response has only the first half of its items, rounded down. */
  PARTIAL,
  /** The remote API responds late. */
  DELAY,
  /** The request is executed, then the connection is reset without a response. */
  LOST_ANSWER,
  /** The connection is reset, and the request is not executed. */
  LOST_REQUEST,
  /**
   * The request is not executed, and there is no response; the connection is reset when all faults
   * are removed.
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
