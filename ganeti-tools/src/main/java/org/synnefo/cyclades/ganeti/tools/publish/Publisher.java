package org.synnefo.cyclades.ganeti.tools.publish;

import java.util.List;

/** Where messages go. */
public interface Publisher {

  /** How many messages may be waiting for their confirmation at a time. */
  int BATCH = 100;

  /**
   * Sends messages in this order and returns when the broker has taken every one.
   *
   * @param messages at most {@link #BATCH}
   * @throws BrokerUnavailableException if it is not known of all of them; some may have arrived
   */
  void publish(List<OutgoingMessage> messages) throws BrokerUnavailableException;
}
