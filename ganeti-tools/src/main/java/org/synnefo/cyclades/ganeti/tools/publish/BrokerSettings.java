package org.synnefo.cyclades.ganeti.tools.publish;

import java.net.URI;

/**
 * The broker and what is declared there.
 *
 * @param uri {@code amqp://user@host:port/virtual-host}, or {@code amqps}
 * @param password instead of the one in the URI; null: that one
 * @param prefix the backend prefix
 * @param queueType value of {@code x-queue-type}; null: queues are declared without
 * @param declareQueues whether to declare and bind the queues of our messages; false where the
 *     daemon's user has no right to
 */
public record BrokerSettings(
    URI uri, String password, String prefix, String queueType, boolean declareQueues) {

  /** The broker's address without credentials, for logs. */
  public String address() {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  @Override
  public String toString() {
    return address();
  }
}
