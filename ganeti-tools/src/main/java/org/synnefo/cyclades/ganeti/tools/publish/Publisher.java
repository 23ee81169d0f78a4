package org.synnefo.cyclades.ganeti.tools.publish;

import java.util.List;

/** Publishes messages. */
public interface Publisher {

  /** Maximum number of unconfirmed messages. */
  int BATCH = 100;

  /**
   * Publishes messages in this order, and returns when the broker has confirmed all of them.
   *
   * @param messages at most {@link #BATCH}
   * @throws BrokerUnavailableException if not all were confirmed; some may have arrived
   */
  void publish(List<OutgoingMessage> messages) throws BrokerUnavailableException;
}
