package org.synnefo.cyclades.dispatcher;

import org.synnefo.cyclades.ganeti.simulator.fault.Fault;
import org.synnefo.cyclades.ganeti.simulator.fault.FaultKind;

/** What a remote API does to those who ask for a change. */
enum Trouble {
  BAD_GATEWAY(FaultKind.ANSWER, 502, null),
  FULL(FaultKind.ANSWER, 503, null),
  GATEWAY_TIMEOUT(FaultKind.ANSWER, 504, null),
  /** A proxy's page. */
  HTML(FaultKind.ANSWER, 500, null),
  REJECTED(FaultKind.ANSWER, 400, null),
  /** Somebody answers who is not Ganeti. */
  NOT_FOUND(FaultKind.ANSWER, 404, null),
  /** A list has half of its items. */
  PARTIAL(FaultKind.PARTIAL, null, null),
  /** The job is accepted, its number never arrives. */
  ANSWER_LOST(FaultKind.LOST_ANSWER, null, null),
  REQUEST_LOST(FaultKind.LOST_REQUEST, null, null),
  /** Nobody answers. */
  SILENT(FaultKind.HANG, null, null),
  /** The job is accepted when we don't wait any more. */
  LATE(FaultKind.DELAY, null, 2_500L);

  private static final double LONG = 3600;

  private final FaultKind kind;
  private final Integer status;
  private final Long milliseconds;

  Trouble(FaultKind kind, Integer status, Long milliseconds) {
    this.kind = kind;
    this.status = status;
    this.milliseconds = milliseconds;
  }

  /** With the next creation. */
  Fault once() {
    return fault(1, null, "POST", "^/2/instances");
  }

  /** With the next question of that path. */
  Fault once(String path) {
    return fault(1, null, "GET", path);
  }

  /** With every creation until the cluster is healthy again. */
  Fault lasting() {
    return fault(null, LONG, "POST", "^/2/instances");
  }

  /** With every deletion until the cluster is healthy again. */
  Fault lastingForDeletions() {
    return fault(null, LONG, "DELETE", "^/2/instances");
  }

  /** Whatever is asked. */
  Fault always() {
    return fault(null, LONG, null, null);
  }

  private Fault fault(Integer count, Double seconds, String method, String path) {
    return new Fault(
        null,
        kind,
        count,
        seconds,
        null,
        null,
        null,
        "no such parameter",
        null,
        method,
        path,
        status,
        this == HTML,
        milliseconds);
  }

  /** A job of that opcode that does not end until the cluster is healthy again. */
  static Fault hangingJob(String opcode) {
    return new Fault(
        null,
        FaultKind.JOB_HANGS,
        1,
        null,
        opcode,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** A job of that opcode that fails. */
  static Fault failingJob(String opcode, String message) {
    return new Fault(
        null,
        FaultKind.JOB_FAILS,
        1,
        null,
        opcode,
        null,
        null,
        message,
        "wrong_state",
        null,
        null,
        null,
        null,
        null);
  }
}
