package org.synnefo.cyclades.vncproxy.connection;

import java.io.ByteArrayOutputStream;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake;
import org.synnefo.cyclades.vncproxy.rfb.ViewerHandshake;

/**
 * Where a connection is. A state has methods only for the states that may follow it; every state
 * may end.
 *
 * <pre>
 *  Greeting ──▶ Identifying ──▶ Connecting ──▶ Negotiating ──▶ Joined ──▶ HalfClosed
 *      └────────(token)────────────▲
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

  /** A viewer that waits for us, and the bytes that it sent early. */
  record Waiting(ViewerHandshake handshake, ByteArrayOutputStream early) {}

  /** Handshake with the viewer. */
  record Greeting(ViewerHandshake handshake) implements ConnectionState {
    Authenticating authenticating() {
      return new Authenticating(new Waiting(handshake, new ByteArrayOutputStream(0)));
    }

    /** A token has identified the viewer before. */
    Connecting connecting() {
      return authenticating().connecting();
    }
  }

  /** The grant that the viewer's response fits is looked for. */
  record Authenticating(Waiting viewer) implements ConnectionState {
    Connecting connecting() {
      return new Connecting(viewer);
    }
  }

  /** The instance's server is being connected to. */
  record Connecting(Waiting viewer) implements ConnectionState {
    Negotiating negotiating(ServerHandshake handshake) {
      return new Negotiating(viewer, handshake);
    }
  }

  /** Handshake with the instance's server. */
  record Negotiating(Waiting viewer, ServerHandshake handshake) implements ConnectionState {
    Joined joined() {
      return new Joined();
    }
  }

  /** Bytes go both ways. */
  record Joined() implements ConnectionState {
    HalfClosed halfClosed(Side finished) {
      return new HalfClosed(finished);
    }
  }

  /** One side has finished and still receives. */
  record HalfClosed(Side finished) implements ConnectionState {}

  /** Over; nothing changes it. */
  record Ended(EndCause cause) implements ConnectionState {}
}
