package org.synnefo.cyclades.dispatcher.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.deadletters.DeadLetterWriter;
import org.synnefo.cyclades.dispatcher.messaging.MessageHandler.Outcome;
import org.synnefo.cyclades.model.message.InvalidMessageException;
import org.synnefo.cyclades.model.message.Message;
import org.synnefo.cyclades.model.message.MessageJson;

/**
 * Handles messages of one queue: many in one transaction, and each alone if that fails. A message
 * is acknowledged when its transaction is committed: the one that handled it, or the one that gave
 * it up.
 */
final class MessageProcessor<M extends Message> {

  private static final Logger LOG = Logger.getLogger(MessageProcessor.class);
  private static final double MEDIAN = 0.5;
  private static final double NEARLY_ALL = 0.99;

  private final Subscription<M> subscription;
  private final ConsumerConfiguration configuration;
  private final DeadLetterWriter deadLetters;
  private final MeterRegistry metrics;
  private final BiConsumer<Delivery, Long> later;
  private final Timer lag;

  /**
   * @param later takes a message that is to be tried again, and after how many milliseconds
   */
  MessageProcessor(
      Subscription<M> subscription,
      ConsumerConfiguration configuration,
      DeadLetterWriter deadLetters,
      MeterRegistry metrics,
      BiConsumer<Delivery, Long> later) {
    this.subscription = subscription;
    this.configuration = configuration;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.later = later;
    this.lag =
        Timer.builder("cyclades.events.lag")
            .description("From what happened at a cluster until it is committed here")
            .tag("queue", subscription.queue())
            .publishPercentiles(MEDIAN, NEARLY_ALL)
            .register(metrics);
  }

  private record Parsed<M>(Delivery delivery, M message) {}

  void process(List<Delivery> deliveries) {
    List<Parsed<M>> batch = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      if (!delivery.isLive()) {
        continue;
      }
      try {
        batch.add(new Parsed<>(delivery, parse(delivery.body())));
      } catch (InvalidMessageException poison) {
        delivery.tried();
        giveUp(delivery, poison.getMessage());
      }
    }
    batch.sort(Comparator.comparing(parsed -> subscription.handler().lockOrder(parsed.message())));
    handle(batch);
  }

  private M parse(byte[] body) throws InvalidMessageException {
    Message message = MessageJson.read(body);
    if (!subscription.type().isInstance(message)) {
      throw new InvalidMessageException(
          "type '%s' does not belong into this queue".formatted(message.messageType()), null);
    }
    return subscription.type().cast(message);
  }

  private void handle(List<Parsed<M>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    Map<Outcome, Integer> outcomes;
    try {
      outcomes = inOneTransaction(batch);
    } catch (Exception | Error failure) {
      // An error is of one message too, such as a stack that was too small for it; what leaves no
      // memory ends the process.
      if (batch.size() > 1) {
        batch.forEach(parsed -> handle(List.of(parsed)));
      } else {
        failed(batch.get(0).delivery(), failure);
      }
      return;
    }
    batch.forEach(parsed -> parsed.delivery().acknowledge());
    batch.forEach(parsed -> measure(parsed.message()));
    outcomes.forEach(
        (outcome, number) -> count(outcome.name().toLowerCase(java.util.Locale.ROOT), number));
  }

  private Map<Outcome, Integer> inOneTransaction(List<Parsed<M>> batch) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
              for (Parsed<M> parsed : batch) {
                outcomes.merge(subscription.handler().handle(parsed.message()), 1, Integer::sum);
              }
              return outcomes;
            });
  }

  private void failed(Delivery delivery, Throwable failure) {
    String reason = Failures.describe(failure);
    if (Failures.isPassing(failure)) {
      LOG.warnf("queue=%s a message waits: %s", subscription.queue(), reason);
      count("waits", 1);
      retry(delivery);
      return;
    }
    delivery.tried();
    if (isPatient(delivery, failure)) {
      count("retried", 1);
      retry(delivery);
    } else {
      giveUp(delivery, reason);
    }
  }

  private boolean isPatient(Delivery delivery, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotYetException notYet) {
        Duration patience = notYet.patience().orElse(configuration.patience());
        return delivery.received().plus(patience).isAfter(Instant.now());
      }
      if (cause instanceof InvalidMessageException) {
        return false;
      }
    }
    return delivery.attempts() < configuration.attempts();
  }

  private void retry(Delivery delivery) {
    long first = configuration.backOff().toMillis();
    later.accept(delivery, Math.min(first << Math.min(delivery.attempts(), 10), first * 30));
  }

  private void giveUp(Delivery delivery, String reason) {
    try {
      deadLetters.write(
          new DeadLetterWriter.Message(
              subscription.queue(),
              delivery.exchange(),
              delivery.routingKey(),
              delivery.body(),
              delivery.headers(),
              Math.max(1, delivery.attempts()),
              delivery.received()),
          reason);
      delivery.acknowledge();
      count("given_up", 1);
    } catch (RuntimeException databaseAway) {
      LOG.warnf(
          "queue=%s a dead letter can't be written yet: %s",
          subscription.queue(), Failures.describe(databaseAway));
      retry(delivery);
    }
  }

  private void measure(M message) {
    subscription
        .handler()
        .happened(message)
        .map(time -> Duration.between(time, Instant.now()))
        .ifPresent(lag::record);
  }

  private void count(String outcome, int number) {
    metrics
        .counter("cyclades.messages", "queue", subscription.queue(), "outcome", outcome)
        .increment(number);
  }
}
