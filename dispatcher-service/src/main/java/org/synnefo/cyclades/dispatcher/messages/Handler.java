package org.synnefo.cyclades.dispatcher.messages;

import org.synnefo.cyclades.model.message.Message;

/**
 * Does what a message asks, once: in its own transactions, and harmlessly if the message comes
 * again.
 */
@FunctionalInterface
interface Handler<M extends Message> {

  void handle(M message);
}
