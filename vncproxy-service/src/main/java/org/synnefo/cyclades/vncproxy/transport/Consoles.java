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
import org.synnefo.cyclades.vncproxy.admission.LimitSettings;
import org.synnefo.cyclades.vncproxy.admission.Verdict;
import org.synnefo.cyclades.vncproxy.connection.EndCause;
import org.synnefo.cyclades.vncproxy.rfb.SecurityType;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake;
import org.synnefo.cyclades.vncproxy.rfb.ViewerHandshake;
import org.synnefo.cyclades.vncproxy.rfb.VncAuthentication;
import org.synnefo.cyclades.vncproxy.session.Sessions;

/** Begins consoles on channels of viewers, and knows all of them until they end. */
@Singleton
public class Consoles {

  private static final Logger LOG = Logger.getLogger(Consoles.class);

  /** Threads that wait for the database; its pool has as many connections. */
  private static final int WORKERS = 8;

  /**
   * What a browser may send: masked frames without extensions, none larger than any RFB message of
   * a viewer.
   */
  private static final WebSocketDecoderConfig FRAMES =
      WebSocketDecoderConfig.newBuilder()
          .expectMaskedFrames(true)
          .allowExtensions(false)
          .maxFramePayloadLength(1 << 20)
          .build();

  private final Admission admission;
  private final Sessions sessions;
  private final Channels channels;
  private final TimeSettings times;
  private final RfbSettings rfb;
  private final ServerSettings servers;
  private final TlsContexts tls;
  private final LimitSettings limits;
  private final WorkerExecutor workers;
  private final SecureRandom random = new SecureRandom();
  private final Set<Console> open = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  Consoles(
      Vertx vertx,
      Admission admission,
      Sessions sessions,
      Channels channels,
      TimeSettings times,
      RfbSettings rfb,
      ServerSettings servers,
      TlsContexts tls,
      LimitSettings limits) {
    this.admission = admission;
    this.sessions = sessions;
    this.channels = channels;
    this.times = times;
    this.rfb = rfb;
    this.servers = servers;
    this.tls = tls;
    this.limits = limits;
    this.workers = vertx.createSharedWorkerExecutor("console-admission", WORKERS);
  }

  @PreDestroy
  void close() {
    workers.close().onFailure(e -> LOG.debug("The workers did not stop", e));
  }

  /** Whether a further viewer is taken at all. */
  public boolean hasRoom() {
    return !draining && sessions.handshakes() < limits.handshakes();
  }

  /** A viewer that authenticates by the password of a grant. */
  void begin(Channel channel, InetAddress viewer) {
    begin(channel, viewer, admission::byResponse);
  }

  /** A viewer that authenticates by a password which this identification knows. */
  void begin(Channel channel, InetAddress viewer, Identification identification) {
    ViewerHandshake handshake =
        new ViewerHandshake(
            SecurityType.VNC_AUTHENTICATION, encryption(), VncAuthentication.challenge(random));
    Console console =
        new Console(
            this,
            channel,
            viewer,
            handshake,
            identification,
            Optional.empty(),
            listener -> new Wire(channel, listener));
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

  /**
   * A browser that a token has admitted, on a channel that has just become a WebSocket.
   *
   * @param before name of the handler that ends the pipeline
   * @param ping how often the browser is pinged
   */
  public void begin(
      Channel channel,
      String before,
      InetAddress viewer,
      Verdict.Admitted admitted,
      Duration ping) {
    channel
        .pipeline()
        .addBefore(before, "frame-decoder", new WebSocket13FrameDecoder(FRAMES))
        .addBefore(before, "frame-encoder", new WebSocket13FrameEncoder(false));
    ViewerHandshake handshake =
        new ViewerHandshake(SecurityType.NONE, ViewerHandshake.Encryption.NONE, new byte[0]);
    Console console =
        new Console(
            this,
            channel,
            viewer,
            handshake,
            admission::byResponse,
            Optional.of(admitted),
            listener -> new WebSocketWire(channel, listener, ping));
    channel.pipeline().addBefore(before, "console", console.viewer());
    start(console);
  }

  private void start(Console console) {
    open.add(console);
    console.start();
  }

  /**
   * Uses up the grant of a browser's token on a worker, and tells the verdict on the event loop.
   */
  public void identify(
      String token, InetAddress viewer, EventLoop loop, Consumer<Verdict> verdict) {
    decide(() -> admission.byToken(token, viewer), loop, verdict);
  }

  void decide(Callable<Verdict> decision, EventLoop loop, Consumer<Verdict> verdict) {
    workers
        .executeBlocking(decision, false)
        .onComplete(
            result -> {
              if (result.failed()) {
                LOG.error("No verdict on a viewer", result.cause());
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
      case WRONG -> EndCause.WRONG_PASSWORD;
      case BACKED_OFF -> EndCause.BACKED_OFF;
      case GRANTS_UNAVAILABLE -> EndCause.GRANTS_UNAVAILABLE;
      case TOO_MANY_SESSIONS -> EndCause.TOO_MANY_SESSIONS;
      case DESTINATION -> EndCause.DESTINATION_REFUSED;
    };
  }

  /** No further viewer is taken. */
  public void drain() {
    draining = true;
  }

  /** Connections that have not ended yet. */
  public int open() {
    return open.size();
  }

  /** Ends all that is left. */
  public void stopAll(EndCause cause) {
    open.forEach(console -> console.stop(cause));
  }

  void ended(Console console) {
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
