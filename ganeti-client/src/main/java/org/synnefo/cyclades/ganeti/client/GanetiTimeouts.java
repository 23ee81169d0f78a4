package org.synnefo.cyclades.ganeti.client;

import java.time.Duration;

/**
 * Timeouts for requests to a cluster.
 *
 * @param connect for establishing a connection
 * @param read for a response to start, and for each further part of it; not for long polls
 * @param longPoll for the response to a long poll; more than Ganeti's own 10 s
 */
public record GanetiTimeouts(Duration connect, Duration read, Duration longPoll) {

  /** 5 s, 30 s and 25 s. */
  public static final GanetiTimeouts DEFAULTS =
      new GanetiTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(25));
}
