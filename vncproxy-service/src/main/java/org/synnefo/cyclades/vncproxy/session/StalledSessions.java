package org.synnefo.cyclades.vncproxy.session;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.vncproxy.admission.LimitSettings;
import org.synnefo.cyclades.vncproxy.connection.EndCause;

/**
 * Limits the total number of bytes waiting for peers that do not read. Above the limit, it ends the
 * sessions that have stalled longest; otherwise there would be no memory left for the others.
 */
@Singleton
public class StalledSessions {

  private static final Logger LOG = Logger.getLogger(StalledSessions.class);
  private static final long LOOK_AGAIN_MILLIS = 250;

  private record Stalled(Session session, WriteBacklog backlog) {}

  private final Supplier<Collection<Session>> live;
  private final long limit;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(StalledSessions::daemon);

  @Inject
  StalledSessions(Sessions sessions, LimitSettings limits) {
    this(sessions::live, limits.waiting().asLongValue());
  }

  StalledSessions(Supplier<Collection<Session>> live, long limit) {
    this.live = live;
    this.limit = limit;
  }

  // The task ends with the thread and never fails: see checkNow().
  @SuppressWarnings("FutureReturnValueIgnored")
  void start(@Observes StartupEvent event) {
    thread.scheduleWithFixedDelay(
        this::checkNow, LOOK_AGAIN_MILLIS, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "stalled-sessions");
    thread.setDaemon(true);
    return thread;
  }

  private void checkNow() {
    try {
      endLongestStalled();
    } catch (RuntimeException e) {
      LOG.error("Can't end stalled sessions", e);
    }
  }

  /** Ends only as many sessions as necessary. */
  void endLongestStalled() {
    List<Stalled> stalled =
        live.get().stream()
            .flatMap(
                session ->
                    session.writeBacklog().map(backlog -> new Stalled(session, backlog)).stream())
            .sorted(Comparator.<Stalled, Duration>comparing(one -> one.backlog().time()).reversed())
            .toList();
    long waiting = stalled.stream().mapToLong(one -> one.backlog().bytes()).sum();
    for (Stalled longest : stalled) {
      if (waiting <= limit) {
        return;
      }
      longest.session().stop(EndCause.STALLED);
      waiting -= longest.backlog().bytes();
    }
  }
}
