package org.synnefo.cyclades.vncproxy.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.vncproxy.admission.Admission;
import org.synnefo.cyclades.vncproxy.admission.LimitSettings;
import org.synnefo.cyclades.vncproxy.admission.Verdict;
import org.synnefo.cyclades.vncproxy.connection.EndCause;
import org.synnefo.cyclades.vncproxy.rfb.SecurityType;
import org.synnefo.cyclades.vncproxy.rfb.ViewerHandshake;
import org.synnefo.cyclades.vncproxy.rfb.VncAuthentication;
import org.synnefo.cyclades.vncproxy.session.Sessions;

/** Begins consoles on channels of viewers, and knows all of them until they end. */
@Singleton
public class Consoles {

  private static final Logger LOG = Logger.getLogger(Consoles.class);

  /** Threads that wait for the database; its pool has as many connections. */
  private static final int WORKERS = 8;

  private final Admission admission;
  private final Sessions sessions;
  private final Channels channels;
  private final TimeSettings times;
  private final ServerSettings servers;
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
      ServerSettings servers,
      LimitSettings limits) {
    this.admission = admission;
    this.sessions = sessions;
    this.channels = channels;
    this.times = times;
    this.servers = servers;
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

  /** A viewer that authenticates by password. */
  void begin(Channel channel, InetAddress viewer) {
    ViewerHandshake handshake =
        new ViewerHandshake(
            SecurityType.VNC_AUTHENTICATION,
            ViewerHandshake.Encryption.NONE,
            VncAuthentication.challenge(random));
    begin(channel, viewer, handshake, Optional.empty(), listener -> new Wire(channel, listener));
  }

  /** A viewer that a token has admitted. */
  void begin(
      Channel channel,
      InetAddress viewer,
      Verdict.Admitted admitted,
      Function<Wire.Listener, Wire> wire) {
    ViewerHandshake handshake =
        new ViewerHandshake(SecurityType.NONE, ViewerHandshake.Encryption.NONE, new byte[0]);
    begin(channel, viewer, handshake, Optional.of(admitted), wire);
  }

  private void begin(
      Channel channel,
      InetAddress viewer,
      ViewerHandshake handshake,
      Optional<Verdict.Admitted> admitted,
      Function<Wire.Listener, Wire> wire) {
    Console console = new Console(this, channel, viewer, handshake, admitted, wire);
    open.add(console);
    channel.pipeline().addLast("console", console.viewer());
    console.start();
  }

  /** Looks for the grant on a worker, and tells the verdict on the event loop. */
  void identify(
      byte[] challenge,
      byte[] response,
      InetAddress viewer,
      EventLoop loop,
      Consumer<Verdict> verdict) {
    decide(() -> admission.byResponse(challenge, response, viewer), loop, verdict);
  }

  /** As {@link #identify}, by a browser's token. */
  public void identify(
      String token, InetAddress viewer, EventLoop loop, Consumer<Verdict> verdict) {
    decide(() -> admission.byToken(token, viewer), loop, verdict);
  }

  private void decide(Callable<Verdict> decision, EventLoop loop, Consumer<Verdict> verdict) {
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

  Optional<String> serverPassword() {
    return servers.password();
  }
}
