package org.synnefo.cyclades.vncproxy.session;

import java.time.Duration;

/**
 * Data waiting for a peer that does not read.
 *
 * @param bytes number of bytes waiting
 * @param time since the channel became unwritable
 */
public record WriteBacklog(long bytes, Duration time) {

  /** Combines both sides of a session. */
  public WriteBacklog plus(WriteBacklog other) {
    return new WriteBacklog(
        bytes + other.bytes, time.compareTo(other.time) > 0 ? time : other.time);
  }
}
