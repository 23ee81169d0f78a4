package org.synnefo.cyclades.vncproxy.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.vncproxy.admission.Admission;
import org.synnefo.cyclades.vncproxy.admission.HandshakeLimits;
import org.synnefo.cyclades.vncproxy.admission.Verdict;
import org.synnefo.cyclades.vncproxy.connection.EndCause;
import org.synnefo.cyclades.vncproxy.rfb.SecurityType;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake;
import org.synnefo.cyclades.vncproxy.rfb.ViewerHandshake;
import org.synnefo.cyclades.vncproxy.rfb.VncAuthentication;
import org.synnefo.cyclades.vncproxy.session.Sessions;

/** Starts consoles on the channels of viewers, and tracks them until they end. */
@Singleton
public class ConsoleProxy {

  private static final Logger LOG = Logger.getLogger(ConsoleProxy.class);

  /** Number of threads that wait for the database; its connection pool has the same size. */
  private static final int WORKERS = 8;

  /**
   * What a browser may send: masked frames without extensions. A frame is buffered until it is
   * complete. Those of noVNC have at most 10 KiB, and an RFB message may span several frames.
   */
  private static final WebSocketDecoderConfig FRAMES =
      WebSocketDecoderConfig.newBuilder()
          .expectMaskedFrames(true)
          .allowExtensions(false)
          .maxFramePayloadLength(128 * 1024)
          .build();

  private final Admission admission;
  private final Sessions sessions;
  private final Channels channels;
  private final TimeSettings times;
  private final RfbSettings rfb;
  private final ServerSettings servers;
  private final TlsContexts tls;
  private final HandshakeLimits handshakes;
  private final WorkerExecutor workers;
  private final SecureRandom random = new SecureRandom();
  private final Set<ConsoleTransport> open = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  ConsoleProxy(
      Vertx vertx,
      Admission admission,
      Sessions sessions,
      Channels channels,
      TimeSettings times,
      RfbSettings rfb,
      ServerSettings servers,
      TlsContexts tls,
      HandshakeLimits handshakes) {
    this.admission = admission;
    this.sessions = sessions;
    this.channels = channels;
    this.times = times;
    this.rfb = rfb;
    this.servers = servers;
    this.tls = tls;
    this.handshakes = handshakes;
    this.workers = vertx.createSharedWorkerExecutor("console-admission", WORKERS);
  }

  @PreDestroy
  void close() {
    workers.close().onFailure(e -> LOG.debug("The worker threads did not stop", e));
  }

  /** Accepts a browser that asks for a console; empty if the handshake limit is reached. */
  public Optional<WebSocketUpgrade> upgrade(InetAddress viewer) {
    return acquireHandshake(viewer).map(handshake -> new WebSocketUpgrade(this, handshake));
  }

  private Optional<HandshakeLimits.Permit> acquireHandshake(InetAddress viewer) {
    Optional<HandshakeLimits.Permit> handshake =
        draining ? Optional.empty() : handshakes.acquire(viewer);
    if (handshake.isEmpty()) {
      sessions.failed(viewer, draining ? EndCause.DRAINED : EndCause.TOO_MANY_HANDSHAKES);
    }
    return handshake;
  }

  /** Accepts a viewer that authenticates with the password of a grant. */
  void begin(Channel channel, InetAddress viewer) {
    begin(channel, viewer, admission::byResponse);
  }

  /**
   * Accepts a viewer that authenticates with a password known to this authenticator. Its channel is
   * closed immediately if the handshake limit is reached.
   */
  // The result of closing a refused channel does not matter.
  @SuppressWarnings("FutureReturnValueIgnored")
  void begin(Channel channel, InetAddress viewer, ViewerAuthenticator authenticator) {
    acquireHandshake(viewer)
        .ifPresentOrElse(
            handshake -> begin(channel, handshake, authenticator), () -> channel.close());
  }

  private void begin(
      Channel channel, HandshakeLimits.Permit handshakePermit, ViewerAuthenticator authenticator) {
    ViewerHandshake handshake =
        new ViewerHandshake(
            SecurityType.VNC_AUTHENTICATION, encryption(), VncAuthentication.challenge(random));
    ConsoleTransport console =
        new ConsoleTransport(
            this,
            channel,
            handshakePermit,
            handshake,
            authenticator,
            Optional.empty(),
            listener -> new PeerHandler(channel, listener));
    if (rfb.tls() == RfbSettings.Tls.WRAPPED) {
      console.encryptViewer();
    }
    channel.pipeline().addLast("console", console.viewer());
    start(console);
  }

  private ViewerHandshake.Encryption encryption() {
    return switch (rfb.tls()) {
      case OFF, WRAPPED -> ViewerHandshake.Encryption.NONE;
      case OFFERED -> ViewerHandshake.Encryption.OFFERED;
      case REQUIRED -> ViewerHandshake.Encryption.REQUIRED;
    };
  }

  /** Accepts a browser that was admitted with a token; see {@link WebSocketUpgrade#begin}. */
  void begin(
      Channel channel,
      String before,
      HandshakeLimits.Permit handshakePermit,
      Verdict.Admitted admitted,
      Duration ping) {
    channel
        .pipeline()
        .addBefore(before, "frame-decoder", new WebSocket13FrameDecoder(FRAMES))
        .addBefore(before, "frame-encoder", new WebSocket13FrameEncoder(false));
    ViewerHandshake handshake =
        new ViewerHandshake(SecurityType.NONE, ViewerHandshake.Encryption.NONE, new byte[0]);
    ConsoleTransport console =
        new ConsoleTransport(
            this,
            channel,
            handshakePermit,
            handshake,
            admission::byResponse,
            Optional.of(admitted),
            listener -> new WebSocketPeerHandler(channel, listener, ping));
    channel.pipeline().addBefore(before, "console", console.viewer());
    start(console);
  }

  private void start(ConsoleTransport console) {
    open.add(console);
    console.start();
  }

  /** See {@link WebSocketUpgrade#authenticate}. */
  void authenticate(String token, InetAddress viewer, EventLoop loop, Consumer<Verdict> verdict) {
    decide(() -> admission.byToken(token, viewer), loop, verdict);
  }

  void decide(Callable<Verdict> decision, EventLoop loop, Consumer<Verdict> verdict) {
    workers
        .executeBlocking(decision, false)
        .onComplete(
            result -> {
              if (result.failed()) {
                LOG.error("Authentication of a viewer failed unexpectedly", result.cause());
              }
              Verdict reached =
                  result.failed()
                      ? new Verdict.Refused(Verdict.Refusal.GRANTS_UNAVAILABLE)
                      : result.result();
              loop.execute(() -> verdict.accept(reached));
            });
  }

  static EndCause cause(Verdict.Refusal refusal) {
    return switch (refusal) {
      case INVALID_CREDENTIALS -> EndCause.WRONG_PASSWORD;
      case BACKED_OFF -> EndCause.BACKED_OFF;
      case GRANTS_UNAVAILABLE -> EndCause.GRANTS_UNAVAILABLE;
      case TOO_MANY_SESSIONS -> EndCause.TOO_MANY_SESSIONS;
      case DESTINATION_REFUSED -> EndCause.DESTINATION_REFUSED;
    };
  }

  /** Stops accepting viewers. */
  public void drain() {
    draining = true;
  }

  /** Whether viewers are refused because the proxy is stopping. */
  public boolean isDraining() {
    return draining;
  }

  /** Number of connections that have not ended. */
  public int open() {
    return open.size();
  }

  /** Ends all remaining connections. */
  public void stopAll(EndCause cause) {
    open.forEach(console -> console.stop(cause));
  }

  void ended(ConsoleTransport console) {
    open.remove(console);
  }

  Sessions sessions() {
    return sessions;
  }

  Channels channels() {
    return channels;
  }

  TimeSettings times() {
    return times;
  }

  TlsContexts tls() {
    return tls;
  }

  ServerHandshake serverHandshake() {
    return new ServerHandshake(servers.password(), servers.tls());
  }
}
