package org.synnefo.cyclades.ganeti.client;

import java.time.Duration;

/**
 * How long a cluster is given.
 *
 * @param connect for a connection to be made
 * @param read for the answer to any call but a wait to begin, and for each further part of it
 * @param longPoll for the answer to a wait; more than Ganeti's own 10 s
 */
public record GanetiTimeouts(Duration connect, Duration read, Duration longPoll) {

  /** 5 s, 30 s and 25 s. */
  public static final GanetiTimeouts DEFAULTS =
      new GanetiTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(25));
}
