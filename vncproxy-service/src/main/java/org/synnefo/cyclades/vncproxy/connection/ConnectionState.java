package org.synnefo.cyclades.vncproxy.connection;

import java.io.ByteArrayOutputStream;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake;
import org.synnefo.cyclades.vncproxy.rfb.ViewerHandshake;

/**
 * The state of a connection. A state has methods only for its legal next states; every state may
 * end.
 *
 * <pre>
 *  Greeting ──▶ Authenticating ──▶ Connecting ──▶ Negotiating ──▶ Joined ──▶ HalfClosed
 *      └─────────(token)─────────────▲
 *  any ──▶ Ended
 * </pre>
 */
public sealed interface ConnectionState {

  default Ended end(EndCause cause) {
    return new Ended(cause);
  }

  /** A side of the connection. */
  enum Side {
    VIEWER,
    SERVER
  }

  /** A viewer that is waiting for the other side, and the bytes that it sent early. */
  record Waiting(ViewerHandshake handshake, ByteArrayOutputStream early) {}

  /** Handshake with the viewer. */
  record Greeting(ViewerHandshake handshake) implements ConnectionState {
    Authenticating authenticating() {
      return new Authenticating(new Waiting(handshake, new ByteArrayOutputStream(0)));
    }

    /** Skips authentication, because a token has identified the viewer already. */
    Connecting connecting() {
      return authenticating().connecting();
    }
  }

  /** Looking for the grant that matches the viewer's response. */
  record Authenticating(Waiting viewer) implements ConnectionState {
    Connecting connecting() {
      return new Connecting(viewer);
    }
  }

  /** Connecting to the instance's VNC server. */
  record Connecting(Waiting viewer) implements ConnectionState {
    Negotiating negotiating(ServerHandshake handshake) {
      return new Negotiating(viewer, handshake);
    }
  }

  /** Handshake with the instance's VNC server. */
  record Negotiating(Waiting viewer, ServerHandshake handshake) implements ConnectionState {
    Joined joined() {
      return new Joined();
    }
  }

  /** Bytes are forwarded in both directions. */
  record Joined() implements ConnectionState {
    HalfClosed halfClosed(Side finished) {
      return new HalfClosed(finished);
    }
  }

  /** One side has shut down its output and still receives. */
  record HalfClosed(Side finished) implements ConnectionState {}

  /** The final state. */
  record Ended(EndCause cause) implements ConnectionState {}
}
