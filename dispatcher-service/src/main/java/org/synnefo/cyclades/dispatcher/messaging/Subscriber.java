package org.synnefo.cyclades.dispatcher.messaging;

import org.synnefo.cyclades.model.message.MessageTopology;

/** A bean that wants a queue consumed. */
public interface Subscriber {

  /** What it wants. */
  Subscription<?> subscription(MessageTopology topology);
}
