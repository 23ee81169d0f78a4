package org.synnefo.cyclades.vncproxy.connection;

import java.util.Locale;

/** Why a connection ended. The label is used as a metric tag and in the log. */
public enum EndCause {
  /** The viewer closed the connection; the normal case. */
  VIEWER_CLOSED(Kind.END),
  /** The instance's server closed the connection, usually because the instance was stopped. */
  SERVER_CLOSED(Kind.END),
  /** The connection to the viewer was lost. */
  VIEWER_LOST(Kind.END),
  /** The connection to the instance's server was lost. */
  SERVER_LOST(Kind.END),
  /** No bytes in either direction for too long. */
  IDLE(Kind.END),
  /** One side had finished, and the other did not finish in time. */
  HALF_CLOSED_TOO_LONG(Kind.END),
  /** A peer stopped reading, and too many bytes were waiting for slow peers. */
  STALLED(Kind.END),
  /** An operator ended the session. */
  KILLED(Kind.END),
  /** The proxy is stopping. */
  DRAINED(Kind.END),
  /** The viewer violated the protocol, or TLS with it failed. */
  VIEWER_PROTOCOL(Kind.FAILURE),
  /** The viewer did not finish its handshake in time. */
  VIEWER_TIMEOUT(Kind.FAILURE),
  /** No live grant matches; wrong, used and expired passwords are not distinguished. */
  WRONG_PASSWORD(Kind.FAILURE),
  /** Too many recent failures from this address; the password was not checked. */
  BACKED_OFF(Kind.FAILURE),
  /** The database of the grants does not answer. */
  GRANTS_UNAVAILABLE(Kind.FAILURE),
  /** Too many handshakes are in progress, in total or from this address. */
  TOO_MANY_HANDSHAKES(Kind.FAILURE),
  /** The user, the server or the proxy has reached its limit of sessions. */
  TOO_MANY_SESSIONS(Kind.FAILURE),
  /** The destination of the grant is not allowed. */
  DESTINATION_REFUSED(Kind.FAILURE),
  /** The instance's server could not be reached in time. */
  SERVER_UNREACHABLE(Kind.FAILURE),
  /** The instance's server violated the protocol, or refused. */
  SERVER_PROTOCOL(Kind.FAILURE),
  /** TLS with the instance's server failed: its certificate is not from our CA. */
  SERVER_TLS(Kind.FAILURE),
  /** The instance's server did not finish its handshake in time. */
  SERVER_TIMEOUT(Kind.FAILURE);

  private enum Kind {
    END,
    FAILURE
  }

  private final Kind kind;

  EndCause(Kind kind) {
    this.kind = kind;
  }

  /** Whether the connection failed before it became a session. */
  public boolean isHandshakeFailure() {
    return kind == Kind.FAILURE;
  }

  /** The label in metrics and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The reason sent to the viewer. It reveals no more than necessary, and is the same for every
   * kind of wrong password.
   */
  public String reason() {
    return switch (this) {
      case WRONG_PASSWORD, BACKED_OFF -> "Authentication failed";
      case TOO_MANY_SESSIONS -> "Too many consoles are open";
      case VIEWER_PROTOCOL -> "Protocol error";
      case VIEWER_TIMEOUT -> "Timeout";
      default -> "The console is not available";
    };
  }
}
