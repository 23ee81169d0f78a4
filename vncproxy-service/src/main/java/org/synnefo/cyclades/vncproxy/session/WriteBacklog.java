package org.synnefo.cyclades.vncproxy.session;

import java.time.Duration;

/**
 * A peer that does not read what is there for it.
 *
 * @param bytes that wait for it
 * @param time since they were too many for its side to be written to
 */
public record WriteBacklog(long bytes, Duration time) {

  /** Both sides at once. */
  public WriteBacklog plus(WriteBacklog other) {
    return new WriteBacklog(
        bytes + other.bytes, time.compareTo(other.time) > 0 ? time : other.time);
  }
}
