package org.synnefo.cyclades.vncproxy.connection;

import java.util.Locale;

/** Why a connection ended. Its label is the tag of the metrics and a field of the log. */
public enum EndCause {
  /** The viewer closed; the ordinary end. */
  VIEWER_CLOSED(Kind.END),
  /** The instance's server closed: usually the instance was stopped. */
  SERVER_CLOSED(Kind.END),
  /** The connection to the viewer broke. */
  VIEWER_LOST(Kind.END),
  /** The connection to the instance's server broke. */
  SERVER_LOST(Kind.END),
  /** No byte either way for too long. */
  IDLE(Kind.END),
  /** One side had finished, and the other did not follow in time. */
  HALF_CLOSED_TOO_LONG(Kind.END),
  /** A peer did not read for long, and what waited for it was too much beside all that waited. */
  STALLED(Kind.END),
  /** An operator ended it. */
  KILLED(Kind.END),
  /** The proxy stopped. */
  DRAINED(Kind.END),
  /** The viewer broke the protocol, or no TLS came about with it. */
  VIEWER_PROTOCOL(Kind.FAILURE),
  /** The viewer did not finish its handshake in time. */
  VIEWER_TIMEOUT(Kind.FAILURE),
  /** No live grant fits; wrong, used and expired are the same here. */
  WRONG_PASSWORD(Kind.FAILURE),
  /** Too many failures from this address lately; its password was not even looked at. */
  BACKED_OFF(Kind.FAILURE),
  /** The database of the grants does not answer. */
  GRANTS_UNAVAILABLE(Kind.FAILURE),
  /** As many handshakes are under way, in all or with this address, as there may be. */
  TOO_MANY_HANDSHAKES(Kind.FAILURE),
  /** The user, the server, or the proxy has all the sessions it may have. */
  TOO_MANY_SESSIONS(Kind.FAILURE),
  /** The grant points to where this proxy must not connect. */
  DESTINATION_REFUSED(Kind.FAILURE),
  /** No connection to the instance's server came about in time. */
  SERVER_UNREACHABLE(Kind.FAILURE),
  /** The instance's server broke the protocol, or refused. */
  SERVER_PROTOCOL(Kind.FAILURE),
  /** No TLS came about with the instance's server: its certificate is not of our authority. */
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

  /** Whether it belongs to the handshake, so that no session came about. */
  public boolean isHandshakeFailure() {
    return kind == Kind.FAILURE;
  }

  /** In metrics and logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What a viewer is told: no more than it needs, and the same whatever was wrong with a password.
   */
  public String reason() {
    return switch (this) {
      case WRONG_PASSWORD, BACKED_OFF -> "Authentication failed";
      case TOO_MANY_SESSIONS -> "Too many consoles are open";
      case VIEWER_PROTOCOL -> "Protocol error";
      case VIEWER_TIMEOUT -> "Too slow";
      default -> "The console is not available";
    };
  }
}
