package org.synnefo.cyclades.ganeti.simulator.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Exclusive locks by name, granted in the order of the requests. */
final class Locks {

  /** The first job of a name has the lock; the others wait. */
  private final Map<String, Deque<Long>> byName = new HashMap<>();

  private final Set<Long> canceled = new HashSet<>();

  /**
   * Waits until the job has the lock.
   *
   * @return false if the job was canceled while waiting; then it does not have the lock
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

  /** Makes the job stop waiting, now or when it starts to wait. */
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
