package org.synnefo.cyclades.api.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.ShutdownSignalException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.model.command.UnpublishedCommands;
import org.synnefo.cyclades.model.command.UnpublishedCommands.Unpublished;
import org.synnefo.cyclades.model.message.CommandMessage;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.settings.RepeatedLine;

/**
 * Publishes commands right after the commit. Commands that are left over, after an outage of the
 * broker or a crash, are published by any replica: rows are locked meanwhile, and others skip them.
 */
@ApplicationScoped
public class OutboxPublisher {

  private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);

  private final AgroalDataSource database;
  private final BrokerChannel broker;
  private final MessageTopology topology;
  private final OutboxConfiguration configuration;
  private final UnpublishedCommands unpublished = new UnpublishedCommands();

  /**
   * One round runs and one waits. The waiting one publishes everything that was written before it
   * starts.
   */
  private final ThreadPoolExecutor rounds =
      new ThreadPoolExecutor(
          1,
          1,
          30,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(1),
          work -> new Thread(work, "outbox"),
          new ThreadPoolExecutor.DiscardPolicy());

  private final RepeatedLine complaint = new RepeatedLine(Clock.systemUTC());

  @Inject
  public OutboxPublisher(
      AgroalDataSource database,
      BrokerChannel broker,
      MessageTopology topology,
      OutboxConfiguration configuration) {
    this.database = database;
    this.broker = broker;
    this.topology = topology;
    this.configuration = configuration;
    rounds.allowCoreThreadTimeOut(true);
  }

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) CommandWritten command) {
    rounds.execute(this::publish);
  }

  @Scheduled(
      every = "${cyclades.outbox.sweep-interval}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    rounds.execute(this::publish);
  }

  /** So that a broker that refuses the service is noticed before the first command. */
  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void connect() {
    isConnected();
  }

  private boolean isConnected() {
    try {
      broker.open();
      return true;
    } catch (IOException e) {
      LOG.debug("The broker can't be used", e);
      return false;
    }
  }

  @PreDestroy
  void stop() {
    rounds.shutdown();
  }

  /** Publishes all commands that no other replica is publishing, one batch per round. */
  private void publish() {
    try {
      int published;
      do {
        published = round();
      } while (published == configuration.batch());
    } catch (SQLException e) {
      String line = "Commands can't be read for publishing: " + e.getMessage();
      if (complaint.isDue(line)) {
        LOG.warn(line);
      }
    }
  }

  private int round() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        List<Unpublished> commands = unpublished.lock(connection, configuration.batch());
        int published = commands.isEmpty() ? 0 : publish(connection, commands);
        connection.commit();
        return published;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private int publish(Connection connection, List<Unpublished> commands) throws SQLException {
    if (!isConnected()) {
      return 0;
    }
    try {
      for (Unpublished command : commands) {
        broker.publish(
            topology.commandKey(command.verb().wireName()),
            command.id(),
            CommandMessage.TYPE,
            headers(command),
            MessageJson.write(message(command)));
      }
      Set<String> unroutable = broker.confirm(configuration.confirmTimeout());
      List<Unpublished> taken =
          commands.stream()
              .filter(command -> !unroutable.contains(command.id().toString()))
              .toList();
      unpublished.markPublished(connection, taken);
      complaint.reset();
      return taken.size();
    } catch (IOException | ShutdownSignalException e) {
      broker.close();
      String line = "Commands are published later: " + e.getMessage();
      if (complaint.isDue(line)) {
        LOG.warn(line);
      }
      return 0;
    }
  }

  private static Map<String, Object> headers(Unpublished command) {
    return command.traceParent() == null
        ? Map.of()
        : Map.of(TraceParent.HEADER, command.traceParent());
  }

  private static CommandMessage message(Unpublished command) {
    JsonNode arguments = command.arguments();
    return new CommandMessage(
        command.id(),
        command.verb().wireName(),
        command.server(),
        command.backend(),
        command.requestId(),
        arguments);
  }
}
