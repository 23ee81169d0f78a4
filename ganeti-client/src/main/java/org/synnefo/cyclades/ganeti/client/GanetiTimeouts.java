package org.synnefo.cyclades.ganeti.client;

import java.time.Duration;

/**
 * How long to wait for a cluster.
 *
 * @param connect for a connection
 * @param read for an answer, once asked; larger than the 10 s of a long poll
 */
public record GanetiTimeouts(Duration connect, Duration read) {

  public static final GanetiTimeouts DEFAULT =
      new GanetiTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30));
}
