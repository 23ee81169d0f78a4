package org.synnefo.cyclades.dispatcher.messages;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.model.deadletter.DeadLetter;
import org.synnefo.cyclades.model.deadletter.DeadLetters;
import org.synnefo.cyclades.model.message.InvalidMessageException;
import org.synnefo.cyclades.model.message.Message;
import org.synnefo.cyclades.model.message.MessageJson;

/**
 * Hands a message to its handler. What may pass (the database is away, a deadlock) is tried again
 * and in the end goes back to the queue; what can't pass becomes a dead letter, so that it blocks
 * nothing.
 */
@ApplicationScoped
class Delivery {

  private static final Logger LOG = Logger.getLogger(Delivery.class);
  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(3);

  private final DeadLetters deadLetters;

  Delivery(DeadLetters deadLetters) {
    this.deadLetters = deadLetters;
  }

  /** Returns when the message may be acknowledged, and throws when it must come again. */
  <M extends Message> void deliver(
      String queue,
      byte[] body,
      IncomingRabbitMQMetadata metadata,
      Class<M> type,
      Handler<M> handler) {
    M message;
    try {
      message = type.cast(MessageJson.read(body));
    } catch (InvalidMessageException | ClassCastException invalid) {
      giveUp(queue, body, metadata, invalid, 1);
      return;
    }
    try {
      Uni.createFrom()
          .item(
              () -> {
                handler.handle(message);
                return message;
              })
          .onFailure()
          .retry()
          .withBackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF)
          .atMost(ATTEMPTS)
          .await()
          .indefinitely();
    } catch (RuntimeException failure) {
      Throwable cause =
          failure instanceof IllegalStateException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      if (mayPass(cause)) {
        LOG.warnf("A message of %s goes back to its queue: %s", queue, cause.getMessage());
        throw failure;
      }
      giveUp(queue, body, metadata, cause, ATTEMPTS + 1);
    }
  }

  /**
   * The database is away, or was restarted, or could not serialize: none of it the message's fault.
   */
  private static boolean mayPass(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JDBCConnectionException) {
        return true;
      }
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState() == null ? "08" : sql.getSQLState();
        return state.startsWith("08")
            || state.startsWith("40")
            || state.startsWith("53")
            || state.startsWith("57");
      }
    }
    return false;
  }

  private void giveUp(
      String queue,
      byte[] body,
      IncomingRabbitMQMetadata metadata,
      Throwable reason,
      int attempts) {
    LOG.warnf("A message of %s becomes a dead letter: %s", queue, reason.getMessage());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              DeadLetter letter = new DeadLetter();
              letter.queue = queue;
              letter.exchange = metadata.getExchange();
              letter.routingKey = metadata.getRoutingKey();
              letter.body = body;
              letter.headers = headers(metadata);
              letter.reason = String.valueOf(reason.getMessage());
              letter.attempts = attempts;
              letter.firstTime = Instant.now();
              letter.lastTime = letter.firstTime;
              deadLetters.persist(letter);
            });
  }

  private static Map<String, Object> headers(IncomingRabbitMQMetadata metadata) {
    Map<String, Object> headers = new TreeMap<>();
    if (metadata.getHeaders() != null) {
      metadata.getHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
    }
    metadata.getMessageId().ifPresent(id -> headers.put("message_id", id));
    metadata.getType().ifPresent(type -> headers.put("type", type));
    return headers;
  }
}
