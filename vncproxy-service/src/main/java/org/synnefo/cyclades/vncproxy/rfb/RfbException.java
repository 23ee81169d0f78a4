package org.synnefo.cyclades.vncproxy.rfb;

/**
 * The peer broke the protocol, or refused. Carries no stack trace: it says what a peer did, not
 * what we did.
 */
public final class RfbException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** The peer does not speak RFB. */
    NOT_RFB,
    /** A version that nobody can speak with. */
    VERSION,
    /** No security type in common, or a choice that was not offered. */
    SECURITY_TYPE,
    /** The peer refused: its reason is the message. */
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
