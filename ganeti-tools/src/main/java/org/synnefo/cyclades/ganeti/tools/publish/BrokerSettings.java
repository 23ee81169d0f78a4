package org.synnefo.cyclades.ganeti.tools.publish;

import java.net.URI;

/**
 * The broker and what to declare on it.
 *
 * @param uri {@code amqp://user@host:port/virtual-host}, or {@code amqps}
 * @param password overrides the one in the URI unless null
 * @param prefix the backend prefix
 * @param queueType value of {@code x-queue-type}; null to declare queues without it
 * @param declareQueues whether to declare and bind our queues; false if the daemon's user has no
 *     permission to do so
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
