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
import org.synnefo.cyclades.vncproxy.connection.ConnectionActions;
import org.synnefo.cyclades.vncproxy.connection.ConnectionState;
import org.synnefo.cyclades.vncproxy.connection.ConsoleConnection;
import org.synnefo.cyclades.vncproxy.connection.EndCause;
import org.synnefo.cyclades.vncproxy.rfb.ViewerHandshake;

/** The network side of one console connection: two channels, a deadline, and the session entry. */
// Timers do not fail. Failed writes and closes show up elsewhere: the channel becomes inactive.
@SuppressWarnings("FutureReturnValueIgnored")
final class ConsoleTransport implements ConnectionActions {

  private static final Logger LOG = Logger.getLogger(ConsoleTransport.class);

  private final ConsoleProxy proxy;
  private final HandshakeLimits.Permit handshakePermit;
  private final ViewerAuthenticator authenticator;
  private final EventLoop loop;
  private final PeerHandler viewer;
  private final ConsoleConnection connection;
  private Optional<Verdict.Admitted> admitted = Optional.empty();
  private Optional<Channel> connecting = Optional.empty();
  private Optional<PeerHandler> server = Optional.empty();
  private Optional<ActiveSession> session = Optional.empty();
  private ScheduledFuture<?> deadline;
  private ScheduledFuture<?> idleWatch;
  private long connectStarted;

  ConsoleTransport(
      ConsoleProxy proxy,
      Channel channel,
      HandshakeLimits.Permit handshakePermit,
      ViewerHandshake handshake,
      ViewerAuthenticator authenticator,
      Optional<Verdict.Admitted> admitted,
      Function<PeerHandler.Listener, PeerHandler> viewerHandler) {
    this.proxy = proxy;
    this.handshakePermit = handshakePermit;
    this.authenticator = authenticator;
    this.loop = channel.eventLoop();
    this.admitted = admitted;
    this.viewer = viewerHandler.apply(new ViewerListener());
    this.connection =
        new ConsoleConnection(this, proxy.times().timeouts(), handshake, proxy::serverHandshake);
  }

  void start() {
    connection.start();
  }

  PeerHandler viewer() {
    return viewer;
  }

  /** Ends the connection. Thread-safe. */
  void stop(EndCause cause) {
    loop.execute(() -> connection.stop(cause));
  }

  @Override
  public void sendToViewer(byte[] bytes) {
    viewer.send(bytes);
  }

  @Override
  public void sendToServer(byte[] bytes) {
    server.ifPresent(handler -> handler.send(bytes));
  }

  @Override
  public void encryptViewer() {
    proxy.tls().viewers().ifPresent(viewer::encrypt);
  }

  @Override
  public void encryptServer() {
    server.ifPresent(handler -> proxy.tls().servers().ifPresent(handler::encrypt));
  }

  @Override
  public void authenticate(byte[] challenge, byte[] response) {
    proxy.decide(
        () -> authenticator.authenticate(challenge, response, handshakePermit.viewer()),
        loop,
        this::take);
  }

  private void take(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      connection.refused(ConsoleProxy.cause(refused.refusal()));
    } else if (verdict instanceof Verdict.Admitted granted) {
      if (connection.state() instanceof ConnectionState.Ended) {
        granted.permit().release();
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
        proxy
            .channels()
            .connector(loop, new ConnectingHandler(this))
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) proxy.times().connect().toMillis())
            .connect(admitted.orElseThrow().destination());
    connecting = Optional.of(attempt.channel());
    attempt.addListener(
        done -> {
          if (!done.isSuccess() && connection.state() instanceof ConnectionState.Connecting) {
            after(proxy.times().connectRetry(), this::tryAgain);
          }
        });
  }

  private void tryAgain() {
    if (connection.state() instanceof ConnectionState.Connecting) {
      tryToConnect();
    }
  }

  /**
   * The channel to the server is active. Its handler must be installed before the first byte is
   * read.
   */
  PeerHandler opened(Channel channel) {
    PeerHandler handler = new PeerHandler(channel, new ServerListener());
    server = Optional.of(handler);
    connection.serverConnected();
    return handler;
  }

  @Override
  public void readViewer(boolean wanted) {
    viewer.readWanted(wanted);
  }

  @Override
  public void join() {
    PeerHandler handler = server.orElseThrow();
    PeerHandler.join(viewer, handler);
    Duration connectTime = Duration.ofNanos(System.nanoTime() - connectStarted);
    ActiveSession joined =
        new ActiveSession(
            this, admitted.orElseThrow(), handshakePermit.viewer(), viewer, handler, connectTime);
    session = Optional.of(joined);
    handshakePermit.release();
    proxy.sessions().joined(joined);
    watchIdleness(proxy.times().idle());
  }

  private void watchIdleness(Duration time) {
    idleWatch =
        after(
            time,
            () -> {
              long last = Math.max(viewer.lastRead(), server.orElseThrow().lastRead());
              Duration left = proxy.times().idle().minusNanos(System.nanoTime() - last);
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
    server.ifPresent(PeerHandler::finish);
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
      // The session is ended because of the bytes that wait for a peer, so they are discarded.
      server.ifPresent(PeerHandler::abort);
      viewer.abort();
    } else {
      server.ifPresentOrElse(PeerHandler::close, () -> connecting.ifPresent(Channel::close));
      viewer.close();
    }
    // A peer that does not read its last bytes would keep the channel open.
    after(proxy.times().halfClosed(), viewer.channel()::close, viewer.channel());
    server.ifPresent(
        handler -> after(proxy.times().halfClosed(), handler.channel()::close, handler.channel()));
    admitted.ifPresent(granted -> granted.permit().release());
    handshakePermit.release();
    session.ifPresentOrElse(
        joined -> proxy.sessions().ended(joined, cause),
        () -> proxy.sessions().failed(handshakePermit.viewer(), cause));
    proxy.ended(this);
  }

  private ScheduledFuture<?> after(Duration time, Runnable action) {
    return loop.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Like {@link #after}, but cancelled when the channel is closed. */
  private void after(Duration time, Runnable action, Channel channel) {
    ScheduledFuture<?> scheduled = after(time, action);
    channel.closeFuture().addListener(closed -> scheduled.cancel(false));
  }

  private final class ViewerListener implements PeerHandler.Listener {

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

  private final class ServerListener implements PeerHandler.Listener {

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
            "TLS with the server at %s failed: %s",
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
