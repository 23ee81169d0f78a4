package org.synnefo.cyclades.settings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides when a trouble that lasts is worth a line in the log: when it begins, when it becomes
 * another one, and again once in a while.
 */
public final class RepeatedLine {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Clock clock;
  private String last = "";
  private Instant due = Instant.MIN;

  public RepeatedLine(Clock clock) {
    this.clock = clock;
  }

  /** Whether to log this line now. */
  public synchronized boolean isDue(String line) {
    Instant now = clock.instant();
    if (line.equals(last) && now.isBefore(due)) {
      return false;
    }
    last = line;
    due = now.plus(PAUSE);
    return true;
  }

  /** The trouble is over: the next one is logged at once. */
  public synchronized void reset() {
    last = "";
    due = Instant.MIN;
  }
}
