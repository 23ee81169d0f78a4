package org.synnefo.cyclades.ganeti.simulator.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Exclusive locks by name, had in the order in which they were asked for. */
final class Locks {

  /** The first of a name's jobs has the lock, the others wait. */
  private final Map<String, Deque<Long>> byName = new HashMap<>();

  private final Set<Long> canceled = new HashSet<>();

  /**
   * Waits until the job has the lock.
   *
   * @return false if the job was canceled meanwhile; it has no lock then
   */
  synchronized boolean acquire(String name, long job) throws InterruptedException {
    byName.computeIfAbsent(name, unused -> new ArrayDeque<>()).add(job);
    try {
      while (byName.get(name).peek() != job && !canceled.contains(job)) {
        wait();
      }
    } catch (InterruptedException e) {
      release(name, job);
      throw e;
    }
    if (canceled.contains(job)) {
      release(name, job);
      return false;
    }
    return true;
  }

  synchronized void release(String name, long job) {
    Deque<Long> jobs = byName.get(name);
    jobs.remove(job);
    if (jobs.isEmpty()) {
      byName.remove(name);
    }
    notifyAll();
  }

  /** Makes the job give up waiting, now or when it comes to it. */
  synchronized void cancel(long job) {
    canceled.add(job);
    notifyAll();
  }

  synchronized boolean isCanceled(long job) {
    return canceled.contains(job);
  }

  synchronized void forget(long job) {
    canceled.remove(job);
  }
}
