package org.synnefo.cyclades.dispatcher.clock;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.synnefo.cyclades.model.server.Server;

/**
 * Keeps events from the future from outdoing everything that follows. A cluster's clock may be a
 * little ahead of ours, not more.
 */
@ApplicationScoped
public class EventTimes {

  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  private final DatabaseClock clock;
  private final MeterRegistry metrics;

  @Inject
  public EventTimes(DatabaseClock clock, MeterRegistry metrics) {
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * When an event happened: what it says, or now if it says that it has not happened yet.
   *
   * @param told null where the event does not say
   */
  public Instant believable(Instant told) {
    Instant now = clock.now();
    if (told == null || !isFuture(told, now)) {
      return told;
    }
    metrics.counter("cyclades.events.clamped").increment();
    return now;
  }

  /** Forgets times of a server that can't be true: whatever comes next is newer. */
  public void forgetFuture(Server server) {
    Instant now = clock.now();
    server.jobEventTime = past(server.jobEventTime, now);
    server.stateEventTime = past(server.stateEventTime, now);
    server.nicsEventTime = past(server.nicsEventTime, now);
  }

  private static Instant past(Instant time, Instant now) {
    return time == null || isFuture(time, now) ? null : time;
  }

  private static boolean isFuture(Instant time, Instant now) {
    return time.isAfter(now.plus(TOLERANCE));
  }
}
