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
 * A console connection as a state machine, from the first byte of the handshake to its end. The
 * viewer is accepted only after the server has accepted the proxy. So every failure reaches the
 * viewer at the step where its RFB version can carry a reason.
 *
 * <p>Each public method except {@link #state} is an input. Inputs that have no meaning in the
 * current state are ignored, such as results that arrive after the end. Not thread-safe: one event
 * loop owns it.
 */
public final class ConsoleConnection {

  /**
   * Before it is accepted, a viewer sends only one byte (ClientInit). If more than this arrives,
   * the viewer is not read any further.
   */
  private static final int EARLY_LIMIT = 4096;

  private final ConnectionActions actions;
  private final ConnectionTimeouts timeouts;
  private final Supplier<ServerHandshake> serverHandshakes;
  private ConnectionState state;

  /**
   * @param viewer the handshake with the viewer; with security type None, the viewer has been
   *     authenticated already
   * @param serverHandshakes creates the handshake with the server
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

  /** Greets the viewer. */
  public void start() {
    if (state instanceof Greeting greeting) {
      actions.deadline(timeouts.handshake());
      actions.sendToViewer(greeting.handshake().greeting());
    }
  }

  public ConnectionState state() {
    return state;
  }

  /** Bytes arrived from the viewer; all of them are consumed. */
  public void viewerBytes(ByteBuffer bytes) {
    if (state instanceof Greeting greeting) {
      try {
        viewerStep(greeting, greeting.handshake().receive(bytes));
      } catch (RfbException e) {
        refuseViewer(EndCause.VIEWER_PROTOCOL);
      }
      if (bytes.hasRemaining() && state instanceof Greeting) {
        // Plain text after the start of TLS was agreed: somebody in the middle injected it.
        end(EndCause.VIEWER_PROTOCOL);
      }
    }
    if (bytes.hasRemaining() && waitingViewer() != null) {
      keepEarly(waitingViewer(), bytes);
    } else if (bytes.hasRemaining() && joinedOrHalfClosed()) {
      actions.sendToServer(rest(bytes));
    }
  }

  /** TLS with the viewer is established. */
  public void viewerEncrypted() {
    if (state instanceof Greeting greeting && greeting.handshake().awaitsEncryption()) {
      viewerStep(greeting, greeting.handshake().encrypted());
    }
  }

  /** A grant was found and used. */
  public void admitted() {
    if (state instanceof Authenticating authenticating) {
      connect(authenticating.connecting());
    }
  }

  /** The viewer was refused. */
  public void refused(EndCause cause) {
    if (state instanceof Authenticating) {
      refuseViewer(cause);
    }
  }

  /** The connection to the instance's server is established. */
  public void serverConnected() {
    if (state instanceof Connecting connecting) {
      state = connecting.negotiating(serverHandshakes.get());
      actions.deadline(timeouts.handshake());
    }
  }

  /** The instance's server could not be reached. */
  public void serverUnreachable() {
    if (state instanceof Connecting) {
      refuseViewer(EndCause.SERVER_UNREACHABLE);
    }
  }

  /** Bytes arrived from the server; all of them are consumed. */
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

  /** TLS with the server is established. */
  public void serverEncrypted() {
    if (state instanceof Negotiating negotiating && negotiating.handshake().awaitsEncryption()) {
      serverStep(negotiating, negotiating.handshake().encrypted());
    }
  }

  /** The viewer has shut down its output. */
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

  /** The server has shut down its output. */
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

  /** The connection to the viewer is lost. */
  public void viewerLost() {
    if (state instanceof HalfClosed half) {
      end(half.finished() == Side.VIEWER ? EndCause.VIEWER_CLOSED : EndCause.SERVER_CLOSED);
    } else {
      end(EndCause.VIEWER_LOST);
    }
  }

  /** The connection to the server is lost. */
  public void serverLost() {
    if (state instanceof Negotiating) {
      refuseViewer(EndCause.SERVER_PROTOCOL);
    } else if (state instanceof HalfClosed half) {
      end(half.finished() == Side.VIEWER ? EndCause.VIEWER_CLOSED : EndCause.SERVER_CLOSED);
    } else if (state instanceof Joined) {
      end(EndCause.SERVER_LOST);
    }
  }

  /** The last requested deadline has passed. */
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

  /** The connection is ended from outside. */
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

  /** The viewer that is waiting for the other side; null if there is none. */
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
