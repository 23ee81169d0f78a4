package org.synnefo.cyclades.dispatcher.messaging;

import org.synnefo.cyclades.model.message.Message;

/**
 * What is done with the messages of a queue. It is called within a transaction, which it shares
 * with other messages; it must bear to see a message twice, late, or after its successor.
 */
public interface MessageHandler<M extends Message> {

  /**
   * @return what became of the message
   * @throws NotYetException if what it names may still appear
   */
  Outcome handle(M message) throws NotYetException;

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
    FOREIGN
  }
}
