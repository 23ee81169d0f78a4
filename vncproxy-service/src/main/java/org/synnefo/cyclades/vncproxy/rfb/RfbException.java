package org.synnefo.cyclades.vncproxy.rfb;

/**
 * The peer violated the protocol, or refused. It has no stack trace, because the error is the
 * peer's.
 */
public final class RfbException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The kind of error. */
  public enum Kind {
    /** The peer does not speak RFB. */
    NOT_RFB,
    /** The peer's version is not supported. */
    VERSION,
    /** There is no common security type, or the peer chose one that was not offered. */
    SECURITY_TYPE,
    /** The peer refused; its reason is the message. */
    REFUSED
  }

  private final Kind kind;

  public RfbException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
