package org.synnefo.cyclades.api.faults;

import java.time.Duration;
import java.util.Optional;

/**
 * A request failed for a reason that the client is told. It has no stack trace, because it is
 * usually the client's error.
 */
public final class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FaultKind kind;
  private final transient Duration retryAfter;

  private Fault(FaultKind kind, String message, Duration retryAfter) {
    super(message, null, false, false);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public static Fault of(FaultKind kind, String message, Object... arguments) {
    return new Fault(kind, arguments.length == 0 ? message : message.formatted(arguments), null);
  }

  public static Fault badRequest(String message, Object... arguments) {
    return of(FaultKind.BAD_REQUEST, message, arguments);
  }

  public static Fault itemNotFound(String message, Object... arguments) {
    return of(FaultKind.ITEM_NOT_FOUND, message, arguments);
  }

  public static Fault overLimit(String message, Object... arguments) {
    return of(FaultKind.OVER_LIMIT, message, arguments);
  }

  public static Fault unauthorized(String message, Object... arguments) {
    return of(FaultKind.UNAUTHORIZED, message, arguments);
  }

  public static Fault serviceUnavailable(String message, Object... arguments) {
    return of(FaultKind.SERVICE_UNAVAILABLE, message, arguments);
  }

  public static Fault buildInProgress(String message, Object... arguments) {
    return of(FaultKind.BUILD_IN_PROGRESS, message, arguments);
  }

  /** Too many requests. The same request may be repeated later. */
  public static Fault rateExceeded(String message, Duration retryAfter) {
    return new Fault(FaultKind.OVER_LIMIT, message, retryAfter);
  }

  public FaultKind kind() {
    return kind;
  }

  /** When to retry; empty if retrying does not help. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
