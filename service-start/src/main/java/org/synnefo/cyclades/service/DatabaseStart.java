package org.synnefo.cyclades.service;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Looks for the database and its schema when a service starts. A service whose database refuses it
 * does not start; one whose database is away, or has no schema yet, starts, is not ready, and says
 * at intervals what it waits for.
 */
@ApplicationScoped
public class DatabaseStart {

  private static final Logger LOG = Logger.getLogger(DatabaseStart.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "database-start");
            thread.setDaemon(true);
            return thread;
          });

  private volatile DatabaseState state = new DatabaseState.Away("the database was not seen yet");
  private Instant lastLine = Instant.MIN;

  void start(@Observes @Priority(SettingsCheck.PRIORITY + 1) StartupEvent started, Config config) {
    DatabaseProbe probe =
        new DatabaseProbe(
            config.getValue("quarkus.datasource.jdbc.url", String.class),
            config.getValue("quarkus.datasource.username", String.class),
            config.getValue("quarkus.datasource.password", String.class));
    DatabaseState first = probe.look();
    if (first instanceof DatabaseState.Refusing) {
      throw new UnusableSettingsException(List.of(first.toString()));
    }
    found(first);
    if (!isUsable()) {
      var unused =
          looks.scheduleWithFixedDelay(
              () -> found(probe.look()),
              BETWEEN_LOOKS.toMillis(),
              BETWEEN_LOOKS.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  void stop(@Observes ShutdownEvent stopped) {
    looks.shutdownNow();
  }

  DatabaseState state() {
    return state;
  }

  boolean isUsable() {
    return state instanceof DatabaseState.Usable;
  }

  private void found(DatabaseState now) {
    boolean changed = !now.equals(state);
    boolean waited = !isUsable() && !lastLine.equals(Instant.MIN);
    state = now;
    if (isUsable()) {
      looks.shutdown();
      if (waited) {
        LOG.info("the database is there");
      }
    } else if (changed || lastLine.plus(BETWEEN_LINES).isBefore(Instant.now())) {
      LOG.warnf("%s; waiting for it", now);
      lastLine = Instant.now();
    }
  }
}
