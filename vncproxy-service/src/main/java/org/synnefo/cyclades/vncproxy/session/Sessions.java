package org.synnefo.cyclades.vncproxy.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.vncproxy.admission.HandshakeLimits;
import org.synnefo.cyclades.vncproxy.connection.EndCause;

/** The live sessions of this replica, with their metrics and log lines. */
@Singleton
public class Sessions {

  private static final Logger LOG = Logger.getLogger("org.synnefo.cyclades.vncproxy.sessions");

  private final Map<UUID, Session> live = new ConcurrentHashMap<>();
  private final HandshakeLimits handshakes;
  private final LongAdder endedFromViewer = new LongAdder();
  private final LongAdder endedFromServer = new LongAdder();
  private final MeterRegistry metrics;
  private final Timer connectTime;
  private final DistributionSummary duration;

  Sessions(MeterRegistry metrics, HandshakeLimits handshakes) {
    this.metrics = metrics;
    this.handshakes = handshakes;
    Gauge.builder("cyclades.console.sessions", live, Map::size)
        .description("Sessions in use")
        .register(metrics);
    Gauge.builder("cyclades.console.handshakes", handshakes, HandshakeLimits::inUse)
        .description("Connections of viewers whose handshake is under way")
        .register(metrics);
    Gauge.builder("cyclades.console.waiting", this, Sessions::bytesWaiting)
        .description("Bytes that wait for peers that do not read")
        .baseUnit("bytes")
        .register(metrics);
    bytes("viewer", sessions -> sessions.bytes(endedFromViewer, Session::bytesFromViewer));
    bytes("server", sessions -> sessions.bytes(endedFromServer, Session::bytesFromServer));
    connectTime =
        Timer.builder("cyclades.console.connect")
            .description("Time to connect to an instance's server, its handshake included")
            .publishPercentileHistogram(false)
            .register(metrics);
    duration =
        DistributionSummary.builder("cyclades.console.duration")
            .description("How long sessions lasted")
            .baseUnit("seconds")
            .register(metrics);
  }

  /** Number of connections whose handshake is in progress. */
  public int handshakes() {
    return handshakes.inUse();
  }

  public Collection<Session> live() {
    return List.copyOf(live.values());
  }

  public Optional<Session> find(UUID id) {
    return Optional.ofNullable(live.get(id));
  }

  /** A session has started; {@link #ended} follows. */
  public void joined(Session session) {
    live.put(session.id(), session);
    connectTime.record(session.connectTime());
    LOG.infof(
        "Session started: session=%s user=%d server=%d viewer=%s destination=%s connect_ms=%d",
        session.id(),
        session.userId(),
        session.serverId(),
        session.viewer().getHostAddress(),
        session.destination(),
        session.connectTime().toMillis());
  }

  /** A session has ended. */
  public void ended(Session session, EndCause cause) {
    endedFromViewer.add(session.bytesFromViewer());
    endedFromServer.add(session.bytesFromServer());
    live.remove(session.id());
    Duration lasted = Duration.between(session.since(), Instant.now());
    duration.record(lasted.toMillis() / 1000.0);
    count("cyclades.console.ended", "Sessions that ended, by cause", cause);
    LOG.infof(
        "Session ended: session=%s user=%d server=%d viewer=%s cause=%s seconds=%d from_viewer=%d from_server=%d",
        session.id(),
        session.userId(),
        session.serverId(),
        session.viewer().getHostAddress(),
        cause.label(),
        lasted.toSeconds(),
        session.bytesFromViewer(),
        session.bytesFromServer());
  }

  /** A viewer was refused, or its connection ended before it became a session. */
  public void failed(InetAddress viewer, EndCause cause) {
    count("cyclades.console.failed", "Handshakes that led to no session, by cause", cause);
    LOG.debugf("No session: viewer=%s cause=%s", viewer.getHostAddress(), cause.label());
  }

  private void count(String name, String description, EndCause cause) {
    Counter.builder(name)
        .description(description)
        .tag("cause", cause.label())
        .register(metrics)
        .increment();
  }

  private void bytes(String source, ToDoubleFunction<Sessions> count) {
    FunctionCounter.builder("cyclades.console.bytes", this, count)
        .description("Bytes forwarded, by the side that sent them")
        .tag("from", source)
        .register(metrics);
  }

  private double bytesWaiting() {
    return live.values().stream()
        .flatMap(session -> session.writeBacklog().stream())
        .mapToLong(WriteBacklog::bytes)
        .sum();
  }

  private double bytes(LongAdder ended, java.util.function.ToLongFunction<Session> ofSession) {
    return (double) ended.sum() + live.values().stream().mapToLong(ofSession).sum();
  }
}
