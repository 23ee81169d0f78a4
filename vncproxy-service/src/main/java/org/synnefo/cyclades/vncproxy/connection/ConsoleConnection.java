package org.synnefo.cyclades.vncproxy.connection;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.synnefo.cyclades.vncproxy.connection.ConnectionState.Authenticating;
import org.synnefo.cyclades.vncproxy.connection.ConnectionState.Connecting;
import org.synnefo.cyclades.vncproxy.connection.ConnectionState.Ended;
import org.synnefo.cyclades.vncproxy.connection.ConnectionState.Greeting;
import org.synnefo.cyclades.vncproxy.connection.ConnectionState.HalfClosed;
import org.synnefo.cyclades.vncproxy.connection.ConnectionState.Joined;
import org.synnefo.cyclades.vncproxy.connection.ConnectionState.Negotiating;
import org.synnefo.cyclades.vncproxy.connection.ConnectionState.Side;
import org.synnefo.cyclades.vncproxy.connection.ConnectionState.Waiting;
import org.synnefo.cyclades.vncproxy.rfb.HandshakeStep;
import org.synnefo.cyclades.vncproxy.rfb.RfbException;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake;
import org.synnefo.cyclades.vncproxy.rfb.ViewerHandshake;

/**
 * One console connection, from the first byte of the handshake to its end. The viewer is let in
 * only when the server has let us in, so that a viewer learns of every failure in the place where
 * its version has words for it.
 *
 * <p>Each public method but {@link #state} is an input. An input that has no meaning in the present
 * state, as an answer that comes after the end, changes nothing. Not thread-safe: one event loop
 * owns it.
 */
public final class ConsoleConnection {

  /**
   * A viewer has one byte to say before it is let in (ClientInit); more than this is not read yet.
   */
  private static final int EARLY_LIMIT = 4096;

  private final ConnectionActions actions;
  private final ConnectionTimeouts timeouts;
  private final Supplier<ServerHandshake> serverHandshakes;
  private ConnectionState state;

  /**
   * @param viewer the handshake to have with the viewer; with security type None it was identified
   *     before
   * @param serverHandshakes a new handshake to have with the server
   */
  public ConsoleConnection(
      ConnectionActions actions,
      ConnectionTimeouts timeouts,
      ViewerHandshake viewer,
      Supplier<ServerHandshake> serverHandshakes) {
    this.actions = actions;
    this.timeouts = timeouts;
    this.serverHandshakes = serverHandshakes;
    this.state = new Greeting(viewer);
  }

  /** The viewer can be greeted. */
  public void start() {
    if (state instanceof Greeting greeting) {
      actions.deadline(timeouts.handshake());
      actions.sendToViewer(greeting.handshake().greeting());
    }
  }

  public ConnectionState state() {
    return state;
  }

  /** Bytes of the viewer, all of which are taken. */
  public void viewerBytes(ByteBuffer bytes) {
    if (state instanceof Greeting greeting) {
      try {
        viewerStep(greeting, greeting.handshake().receive(bytes));
      } catch (RfbException e) {
        refuseViewer(EndCause.VIEWER_PROTOCOL);
      }
      if (bytes.hasRemaining() && state instanceof Greeting) {
        // Clear text behind the agreement on TLS: someone in between put it there.
        end(EndCause.VIEWER_PROTOCOL);
      }
    }
    if (bytes.hasRemaining() && waitingViewer() != null) {
      keepEarly(waitingViewer(), bytes);
    } else if (bytes.hasRemaining() && joinedOrHalfClosed()) {
      actions.sendToServer(rest(bytes));
    }
  }

  /** TLS with the viewer stands. */
  public void viewerEncrypted() {
    if (state instanceof Greeting greeting && greeting.handshake().awaitsEncryption()) {
      viewerStep(greeting, greeting.handshake().encrypted());
    }
  }

  /** The grant is found and used up. */
  public void admitted() {
    if (state instanceof Authenticating authenticating) {
      connect(authenticating.connecting());
    }
  }

  /** The viewer must not go on. */
  public void refused(EndCause cause) {
    if (state instanceof Authenticating) {
      refuseViewer(cause);
    }
  }

  /** The instance's server took the connection. */
  public void serverConnected() {
    if (state instanceof Connecting connecting) {
      state = connecting.negotiating(serverHandshakes.get());
      actions.deadline(timeouts.handshake());
    }
  }

  /** No connection to the instance's server came about. */
  public void serverUnreachable() {
    if (state instanceof Connecting) {
      refuseViewer(EndCause.SERVER_UNREACHABLE);
    }
  }

  /** Bytes of the server, all of which are taken. */
  public void serverBytes(ByteBuffer bytes) {
    if (state instanceof Negotiating negotiating) {
      try {
        serverStep(negotiating, negotiating.handshake().receive(bytes));
      } catch (RfbException e) {
        refuseViewer(EndCause.SERVER_PROTOCOL);
      }
      if (bytes.hasRemaining() && state instanceof Negotiating) {
        refuseViewer(EndCause.SERVER_PROTOCOL);
      }
    }
    if (bytes.hasRemaining() && joinedOrHalfClosed()) {
      actions.sendToViewer(rest(bytes));
    }
  }

  /** TLS with the server stands. */
  public void serverEncrypted() {
    if (state instanceof Negotiating negotiating && negotiating.handshake().awaitsEncryption()) {
      serverStep(negotiating, negotiating.handshake().encrypted());
    }
  }

  /** The viewer will send no more bytes. */
  public void viewerFinished() {
    if (state instanceof Joined joined) {
      state = joined.halfClosed(Side.VIEWER);
      actions.finishServer();
      actions.deadline(timeouts.halfClosed());
    } else if (state instanceof HalfClosed half && half.finished() == Side.SERVER) {
      end(EndCause.SERVER_CLOSED);
    } else if (!(state instanceof HalfClosed)) {
      end(EndCause.VIEWER_CLOSED);
    }
  }

  /** The server will send no more bytes. */
  public void serverFinished() {
    if (state instanceof Joined joined) {
      state = joined.halfClosed(Side.SERVER);
      actions.finishViewer();
      actions.deadline(timeouts.halfClosed());
    } else if (state instanceof HalfClosed half && half.finished() == Side.VIEWER) {
      end(EndCause.VIEWER_CLOSED);
    } else if (state instanceof Negotiating) {
      refuseViewer(EndCause.SERVER_PROTOCOL);
    }
  }

  /** The connection to the viewer is gone. */
  public void viewerLost() {
    if (state instanceof HalfClosed half) {
      end(half.finished() == Side.VIEWER ? EndCause.VIEWER_CLOSED : EndCause.SERVER_CLOSED);
    } else {
      end(EndCause.VIEWER_LOST);
    }
  }

  /** The connection to the server is gone. */
  public void serverLost() {
    if (state instanceof Negotiating) {
      refuseViewer(EndCause.SERVER_PROTOCOL);
    } else if (state instanceof HalfClosed half) {
      end(half.finished() == Side.VIEWER ? EndCause.VIEWER_CLOSED : EndCause.SERVER_CLOSED);
    } else if (state instanceof Joined) {
      end(EndCause.SERVER_LOST);
    }
  }

  /** The last deadline that was asked for has passed. */
  public void deadlinePassed() {
    if (state instanceof Greeting || state instanceof Authenticating) {
      refuseViewer(EndCause.VIEWER_TIMEOUT);
    } else if (state instanceof Connecting) {
      refuseViewer(EndCause.SERVER_UNREACHABLE);
    } else if (state instanceof Negotiating) {
      refuseViewer(EndCause.SERVER_TIMEOUT);
    } else if (state instanceof HalfClosed) {
      end(EndCause.HALF_CLOSED_TOO_LONG);
    }
  }

  /** Something outside of the connection ends it. */
  public void stop(EndCause cause) {
    if (waitingViewer() != null) {
      refuseViewer(cause);
    } else {
      end(cause);
    }
  }

  private void viewerStep(Greeting greeting, HandshakeStep step) {
    sendToViewer(step.reply());
    if (step instanceof HandshakeStep.Encrypt) {
      actions.encryptViewer();
    } else if (step instanceof HandshakeStep.Responded responded) {
      state = greeting.authenticating();
      actions.authenticate(responded.challenge(), responded.response());
    } else if (step instanceof HandshakeStep.Done) {
      connect(greeting.connecting());
    }
  }

  private void connect(Connecting connecting) {
    state = connecting;
    actions.deadline(timeouts.connect());
    actions.connect();
  }

  private void serverStep(Negotiating negotiating, HandshakeStep step) {
    if (step.reply().length > 0) {
      actions.sendToServer(step.reply());
    }
    if (step instanceof HandshakeStep.Encrypt) {
      actions.encryptServer();
    } else if (step instanceof HandshakeStep.Done) {
      state = negotiating.joined();
      actions.noDeadline();
      sendToViewer(negotiating.viewer().handshake().accept());
      if (negotiating.viewer().early().size() > 0) {
        actions.sendToServer(negotiating.viewer().early().toByteArray());
      }
      actions.join();
      actions.readViewer(true);
    }
  }

  private void keepEarly(Waiting viewer, ByteBuffer bytes) {
    viewer.early().writeBytes(rest(bytes));
    if (viewer.early().size() > EARLY_LIMIT) {
      actions.readViewer(false);
    }
  }

  /** The viewer that waits for the other side to be ready; null when none does. */
  private Waiting waitingViewer() {
    if (state instanceof Authenticating authenticating) {
      return authenticating.viewer();
    }
    if (state instanceof Connecting connecting) {
      return connecting.viewer();
    }
    return state instanceof Negotiating negotiating ? negotiating.viewer() : null;
  }

  private boolean joinedOrHalfClosed() {
    return state instanceof Joined || state instanceof HalfClosed;
  }

  private void refuseViewer(EndCause cause) {
    ViewerHandshake handshake =
        state instanceof Greeting greeting ? greeting.handshake() : waitingViewer().handshake();
    sendToViewer(handshake.refuse(cause.reason()));
    end(cause);
  }

  private void sendToViewer(byte[] bytes) {
    if (bytes.length > 0) {
      actions.sendToViewer(bytes);
    }
  }

  private void end(EndCause cause) {
    if (!(state instanceof Ended)) {
      state = state.end(cause);
      actions.noDeadline();
      actions.end(cause);
    }
  }

  private static byte[] rest(ByteBuffer bytes) {
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return rest;
  }
}
