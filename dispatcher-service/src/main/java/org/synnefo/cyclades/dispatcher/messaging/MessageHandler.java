package org.synnefo.cyclades.dispatcher.messaging;

import java.time.Instant;
import java.util.Optional;
import org.synnefo.cyclades.model.message.InvalidMessageException;
import org.synnefo.cyclades.model.message.Message;

/**
 * What is done with the messages of a queue. It is called within a transaction, which it shares
 * with other messages; it must bear to see a message twice, late, or after its successor.
 */
public interface MessageHandler<M extends Message> {

  /**
   * @return what became of the message
   * @throws NotYetException if what it names may still appear
   * @throws InvalidMessageException if it will never be handled, however often it is tried
   */
  Outcome handle(M message) throws NotYetException, InvalidMessageException;

  /** When that happened what the message tells; empty where it does not say. */
  default Optional<Instant> happened(M message) {
    return Optional.empty();
  }

  /**
   * What the message will lock: messages of one transaction are handled in this order, so that
   * transactions don't wait for each other in a circle.
   */
  default String lockOrder(M message) {
    return "";
  }

  /** What became of a message. */
  enum Outcome {
    /** It changed something, or told what was known. */
    HANDLED,
    /** It is older than what is known. */
    OUTDATED,
    /** It is about something that is not ours. */
    IGNORED
  }
}
