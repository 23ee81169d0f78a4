package org.synnefo.cyclades.dispatcher.backends;

import java.time.Duration;

/** Leaves a cluster alone for a while after it failed several times in a row. */
final class CircuitBreaker {

  private final int failuresToOpen;
  private final long pauseNanos;

  private int failures;
  private long openedAt;
  private boolean trial;

  CircuitBreaker(int failuresToOpen, Duration pause) {
    this.failuresToOpen = failuresToOpen;
    this.pauseNanos = pause.toNanos();
  }

  /** Whether a call may be made; after the pause one is let through to try. */
  synchronized boolean permits() {
    if (failures < failuresToOpen) {
      return true;
    }
    if (trial || System.nanoTime() - openedAt < pauseNanos) {
      return false;
    }
    trial = true;
    return true;
  }

  synchronized void succeeded() {
    failures = 0;
  }

  synchronized void failed() {
    failures++;
    openedAt = System.nanoTime();
  }

  /** A call came to its end, whichever: the next one may be a trial. */
  synchronized void ended() {
    trial = false;
  }

  /** Whether calls are refused, or only one is let through to try. */
  synchronized boolean isOpen() {
    return failures >= failuresToOpen;
  }
}
