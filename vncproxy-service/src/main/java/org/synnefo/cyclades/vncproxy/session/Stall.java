package org.synnefo.cyclades.vncproxy.session;

import java.time.Duration;

/**
 * A peer that does not read what is there for it.
 *
 * @param bytes that wait for it
 * @param time since they were too many for its side to be written to
 */
public record Stall(long bytes, Duration time) {

  /** Both sides at once. */
  public Stall and(Stall other) {
    return new Stall(bytes + other.bytes, time.compareTo(other.time) > 0 ? time : other.time);
  }
}
