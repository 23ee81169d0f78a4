package org.synnefo.cyclades.dispatcher.deadletters;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.model.deadletter.DeadLetter;
import org.synnefo.cyclades.model.deadletter.DeadLetterRepository;

/** Writes dead letters, in the caller's transaction if there is one. */
@ApplicationScoped
public class DeadLetterWriter {

  private static final Logger LOG = Logger.getLogger(DeadLetterWriter.class);

  private final DeadLetterRepository deadLetters;

  @Inject
  public DeadLetterWriter(DeadLetterRepository deadLetters) {
    this.deadLetters = deadLetters;
  }

  /**
   * What is kept of a message.
   *
   * @param attempts how often it was tried
   * @param since when it was first seen
   */
  public record Message(
      String queue,
      String exchange,
      String routingKey,
      byte[] body,
      Map<String, Object> headers,
      int attempts,
      Instant since) {}

  /**
   * @param reason what a person should read
   */
  @Transactional
  public void write(Message message, String reason) {
    DeadLetter letter = new DeadLetter();
    letter.queue = message.queue();
    letter.exchange = storable(message.exchange());
    letter.routingKey = storable(message.routingKey());
    letter.body = message.body();
    letter.headers = new HashMap<>();
    message
        .headers()
        .forEach((name, value) -> letter.headers.put(storable(name), storable(value.toString())));
    letter.reason = storable(reason);
    letter.attempts = message.attempts();
    letter.firstTime = message.since();
    letter.lastTime = Instant.now();
    deadLetters.persist(letter);
    LOG.warnf("queue=%s given up after %d: %s", message.queue(), message.attempts(), reason);
  }

  /** PostgreSQL stores no NUL, and poison may hold one. */
  private static String storable(String text) {
    return text.replace('\0', '?');
  }
}
