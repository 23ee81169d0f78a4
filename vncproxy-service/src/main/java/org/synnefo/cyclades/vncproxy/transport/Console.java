package org.synnefo.cyclades.vncproxy.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.vncproxy.admission.HandshakeLimits;
import org.synnefo.cyclades.vncproxy.admission.Verdict;
import org.synnefo.cyclades.vncproxy.connection.ConnectionState;
import org.synnefo.cyclades.vncproxy.connection.ConsoleConnection;
import org.synnefo.cyclades.vncproxy.connection.EndCause;
import org.synnefo.cyclades.vncproxy.connection.Wires;
import org.synnefo.cyclades.vncproxy.rfb.ViewerHandshake;

/** The wires of one connection: two channels, one deadline, and its place among the sessions. */
// Timers do not fail; writes and closes that fail are seen where it matters: the channel becomes
// inactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class Console implements Wires {

  private static final Logger LOG = Logger.getLogger(Console.class);

  private final Consoles consoles;
  private final HandshakeLimits.Place handshakePlace;
  private final Identification identification;
  private final EventLoop loop;
  private final Wire viewer;
  private final ConsoleConnection connection;
  private Optional<Verdict.Admitted> admitted = Optional.empty();
  private Optional<Channel> connecting = Optional.empty();
  private Optional<Wire> server = Optional.empty();
  private Optional<JoinedSession> session = Optional.empty();
  private ScheduledFuture<?> deadline;
  private ScheduledFuture<?> idleWatch;
  private long connectStarted;

  Console(
      Consoles consoles,
      Channel channel,
      HandshakeLimits.Place handshakePlace,
      ViewerHandshake handshake,
      Identification identification,
      Optional<Verdict.Admitted> admitted,
      Function<Wire.Listener, Wire> viewerWire) {
    this.consoles = consoles;
    this.handshakePlace = handshakePlace;
    this.identification = identification;
    this.loop = channel.eventLoop();
    this.admitted = admitted;
    this.viewer = viewerWire.apply(new ViewerListener());
    this.connection =
        new ConsoleConnection(
            this, consoles.times().timeouts(), handshake, consoles::serverHandshake);
  }

  void start() {
    connection.start();
  }

  Wire viewer() {
    return viewer;
  }

  /** Ends it, from any thread. */
  void stop(EndCause cause) {
    loop.execute(() -> connection.stop(cause));
  }

  @Override
  public void sendToViewer(byte[] bytes) {
    viewer.send(bytes);
  }

  @Override
  public void sendToServer(byte[] bytes) {
    server.ifPresent(wire -> wire.send(bytes));
  }

  @Override
  public void encryptViewer() {
    consoles.tls().viewers().ifPresent(viewer::encrypt);
  }

  @Override
  public void encryptServer() {
    server.ifPresent(wire -> consoles.tls().servers().ifPresent(wire::encrypt));
  }

  @Override
  public void identify(byte[] challenge, byte[] response) {
    consoles.decide(
        () -> identification.verdict(challenge, response, handshakePlace.viewer()),
        loop,
        this::take);
  }

  private void take(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      connection.refused(Consoles.cause(refused.refusal()));
    } else if (verdict instanceof Verdict.Admitted granted) {
      if (connection.state() instanceof ConnectionState.Ended) {
        granted.place().release();
        return;
      }
      admitted = Optional.of(granted);
      connection.admitted();
    }
  }

  @Override
  public void connect() {
    connectStarted = System.nanoTime();
    tryToConnect();
  }

  private void tryToConnect() {
    ChannelFuture attempt =
        consoles
            .channels()
            .connector(loop, new Opening(this))
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) consoles.times().connect().toMillis())
            .connect(admitted.orElseThrow().destination());
    connecting = Optional.of(attempt.channel());
    attempt.addListener(
        done -> {
          if (!done.isSuccess() && connection.state() instanceof ConnectionState.Connecting) {
            after(consoles.times().connectRetry(), this::tryAgain);
          }
        });
  }

  private void tryAgain() {
    if (connection.state() instanceof ConnectionState.Connecting) {
      tryToConnect();
    }
  }

  /** The channel to the server is active: its wire begins before its first byte is read. */
  Wire opened(Channel channel) {
    Wire wire = new Wire(channel, new ServerListener());
    server = Optional.of(wire);
    connection.serverConnected();
    return wire;
  }

  @Override
  public void readViewer(boolean wanted) {
    viewer.readWanted(wanted);
  }

  @Override
  public void join() {
    Wire wire = server.orElseThrow();
    Wire.join(viewer, wire);
    Duration connectTime = Duration.ofNanos(System.nanoTime() - connectStarted);
    JoinedSession joined =
        new JoinedSession(
            this, admitted.orElseThrow(), handshakePlace.viewer(), viewer, wire, connectTime);
    session = Optional.of(joined);
    handshakePlace.release();
    consoles.sessions().joined(joined);
    watchIdleness(consoles.times().idle());
  }

  private void watchIdleness(Duration time) {
    idleWatch =
        after(
            time,
            () -> {
              long last = Math.max(viewer.lastRead(), server.orElseThrow().lastRead());
              Duration left = consoles.times().idle().minusNanos(System.nanoTime() - last);
              if (left.isNegative() || left.isZero()) {
                connection.stop(EndCause.IDLE);
              } else {
                watchIdleness(left);
              }
            });
  }

  @Override
  public void finishViewer() {
    viewer.finish();
  }

  @Override
  public void finishServer() {
    server.ifPresent(Wire::finish);
  }

  @Override
  public void deadline(Duration time) {
    noDeadline();
    deadline = after(time, connection::deadlinePassed);
  }

  @Override
  public void noDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  public void end(EndCause cause) {
    if (idleWatch != null) {
      idleWatch.cancel(false);
    }
    if (cause == EndCause.STALLED) {
      // What waits for a peer that does not read is what its session is ended for.
      server.ifPresent(Wire::abort);
      viewer.abort();
    } else {
      server.ifPresentOrElse(Wire::close, () -> connecting.ifPresent(Channel::close));
      viewer.close();
    }
    // A peer that does not take its last bytes would keep the channel open.
    after(consoles.times().halfClosed(), viewer.channel()::close, viewer.channel());
    server.ifPresent(
        wire -> after(consoles.times().halfClosed(), wire.channel()::close, wire.channel()));
    admitted.ifPresent(granted -> granted.place().release());
    handshakePlace.release();
    session.ifPresentOrElse(
        joined -> consoles.sessions().ended(joined, cause),
        () -> consoles.sessions().failed(handshakePlace.viewer(), cause));
    consoles.ended(this);
  }

  private ScheduledFuture<?> after(Duration time, Runnable action) {
    return loop.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** As {@link #after}, and forgotten as soon as the channel is closed. */
  private void after(Duration time, Runnable action, Channel channel) {
    ScheduledFuture<?> scheduled = after(time, action);
    channel.closeFuture().addListener(closed -> scheduled.cancel(false));
  }

  private final class ViewerListener implements Wire.Listener {

    @Override
    public void received(ByteBuffer bytes) {
      connection.viewerBytes(bytes);
    }

    @Override
    public void encrypted() {
      connection.viewerEncrypted();
    }

    @Override
    public void notEncrypted(Throwable cause) {
      connection.viewerLost();
    }

    @Override
    public void finished() {
      connection.viewerFinished();
    }

    @Override
    public void lost() {
      connection.viewerLost();
    }
  }

  private final class ServerListener implements Wire.Listener {

    @Override
    public void received(ByteBuffer bytes) {
      connection.serverBytes(bytes);
    }

    @Override
    public void encrypted() {
      connection.serverEncrypted();
    }

    @Override
    public void notEncrypted(Throwable cause) {
      if (connection.state() instanceof ConnectionState.Negotiating) {
        LOG.warnf(
            "No TLS with the server at %s: %s",
            admitted.orElseThrow().destination(), cause.getMessage());
        connection.stop(EndCause.SERVER_TLS);
      }
    }

    @Override
    public void finished() {
      connection.serverFinished();
    }

    @Override
    public void lost() {
      connection.serverLost();
    }
  }
}
