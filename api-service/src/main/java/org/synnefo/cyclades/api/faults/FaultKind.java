package org.synnefo.cyclades.api.faults;

/** The faults of the API. */
public enum FaultKind {
  BAD_REQUEST("badRequest", 400),
  UNAUTHORIZED("unauthorized", 401),
  RESIZE_NOT_ALLOWED("resizeNotAllowed", 403),
  ITEM_NOT_FOUND("itemNotFound", 404),
  BUILD_IN_PROGRESS("buildInProgress", 409),
  OVER_LIMIT("overLimit", 413),
  BAD_MEDIA_TYPE("badMediaType", 415),
  COMPUTE_FAULT("computeFault", 500),
  NOT_IMPLEMENTED("notImplemented", 501),
  SERVER_CAPACITY_UNAVAILABLE("serverCapacityUnavailable", 503),
  SERVICE_UNAVAILABLE("serviceUnavailable", 503);

  private final String word;
  private final int code;

  FaultKind(String word, int code) {
    this.word = word;
    this.code = code;
  }

  /** The name of the fault in responses. */
  public String wireName() {
    return word;
  }

  /** The HTTP status. */
  public int code() {
    return code;
  }
}
