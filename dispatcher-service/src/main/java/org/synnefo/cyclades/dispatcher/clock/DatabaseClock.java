package org.synnefo.cyclades.dispatcher.clock;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jboss.logging.Logger;

/**
 * The database's clock, which is the same for all replicas and hosts. How far ours is from it is
 * measured now and then, so that nobody waits for the answer.
 */
@ApplicationScoped
public class DatabaseClock {

  private static final Logger LOG = Logger.getLogger(DatabaseClock.class);
  private static final Duration WORTH_TELLING = Duration.ofSeconds(5);

  private final AgroalDataSource database;
  private volatile Duration ahead;

  @Inject
  public DatabaseClock(AgroalDataSource database) {
    this.database = database;
  }

  /** The time by the database's clock. */
  public Instant now() {
    if (ahead == null) {
      measure();
    }
    Duration known = ahead;
    return known == null ? Instant.now() : Instant.now().plus(known);
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    Instant before = Instant.now();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("select clock_timestamp()")) {
      answer.next();
      Instant there = answer.getObject(1, OffsetDateTime.class).toInstant();
      Instant here = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
      ahead = Duration.between(here, there);
      if (ahead.abs().compareTo(WORTH_TELLING) > 0) {
        LOG.warnf("the clock of the database is %s ahead of ours", ahead);
      }
    } catch (SQLException away) {
      LOG.debugf("the clock of the database can't be read: %s", away.getMessage());
    }
  }
}
