package org.synnefo.cyclades.dispatcher.messaging;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.deadletters.DeadLetterWriter;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.settings.BrokerConnections;
import org.synnefo.cyclades.settings.BrokerSettings;
import org.synnefo.cyclades.settings.RepeatedLine;

/**
 * Keeps every queue consumed. Once a second it looks whether the connection is there and each queue
 * is consumed, and mends what is not; every few seconds it looks whether the queues still exist.
 */
@ApplicationScoped
public class Consumers {

  private static final Logger LOG = Logger.getLogger(Consumers.class);
  private static final int HEARTBEAT_SECONDS = 10;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ROUNDS_BETWEEN_VERIFICATIONS = 5;

  private final BrokerSettings broker;
  private final List<QueueWorkers<?>> queues = new ArrayList<>();
  private final ScheduledExecutorService supervisor =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "consumers"));

  private final RepeatedLine complaint = new RepeatedLine(Clock.systemUTC());

  private Connection connection;
  private int round;
  private volatile String trouble = "";

  @Inject
  public Consumers(
      BrokerSettings broker,
      ConsumerConfiguration configuration,
      DeadLetterWriter deadLetters,
      MeterRegistry metrics,
      MessageTopology topology,
      @All List<Subscriber> subscribers) {
    this.broker = broker;
    Map<String, Object> arguments =
        broker
            .queueType()
            .map(type -> Map.<String, Object>of("x-queue-type", type))
            .orElse(Map.of());
    for (Subscriber subscriber : subscribers) {
      Subscription<?> subscription = subscriber.subscription(topology);
      QueueWorkers<?> workers =
          new QueueWorkers<>(subscription, configuration, arguments, deadLetters, metrics);
      metrics.gauge(
          "cyclades.queue.waiting",
          io.micrometer.core.instrument.Tags.of("queue", subscription.queue()),
          workers,
          queue -> queue.consumer().waiting());
      queues.add(workers);
    }
  }

  void start(@Observes StartupEvent started) {
    queues.forEach(QueueWorkers::start);
    var unused = supervisor.scheduleWithFixedDelay(this::supervise, 0, 1, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent stopped) {
    supervisor.shutdown();
    try {
      if (!supervisor.awaitTermination(CONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
        supervisor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // What is being handled is finished; what is not acknowledged, another replica gets.
    queues.forEach(QueueWorkers::stop);
    disconnect();
  }

  /** The queues that are not consumed at this moment. */
  public List<String> idleQueues() {
    return queues.stream()
        .map(QueueWorkers::consumer)
        .filter(consumer -> !consumer.isConsuming())
        .map(QueueConsumer::queue)
        .toList();
  }

  /** Why the broker can't be used; empty if it can. */
  public String trouble() {
    return trouble;
  }

  private void supervise() {
    try {
      if (connection == null || !connection.isOpen()) {
        disconnect();
        connection = connect();
      }
      boolean verify = ++round % ROUNDS_BETWEEN_VERIFICATIONS == 0;
      for (QueueWorkers<?> queue : queues) {
        tend(queue.consumer(), verify);
      }
      complaint.reset();
      trouble = "";
    } catch (IOException | TimeoutException | RuntimeException away) {
      trouble = BrokerConnections.describe(broker, away);
      if (complaint.isDue(trouble)) {
        LOG.warn(trouble);
      }
    }
  }

  /** One queue that can't be consumed is no reason to leave the others. */
  private void tend(QueueConsumer consumer, boolean verify) {
    try {
      if (verify && consumer.isConsuming()) {
        consumer.verify(connection);
      }
      consumer.ensure(connection);
    } catch (IOException | RuntimeException failure) {
      consumer.stop();
      LOG.warnf("queue=%s is not consumed: %s", consumer.queue(), Failures.describe(failure));
    }
  }

  private Connection connect() throws IOException, TimeoutException {
    ConnectionFactory factory = BrokerConnections.factory(broker);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    return factory.newConnection("dispatcher");
  }

  private void disconnect() {
    if (connection != null) {
      connection.abort(CONNECT_MILLIS);
      connection = null;
    }
  }
}
