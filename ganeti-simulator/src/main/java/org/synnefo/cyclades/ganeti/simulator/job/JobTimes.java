package org.synnefo.cyclades.ganeti.simulator.job;

import java.time.Duration;

/**
 * The timing of the queue.
 *
 * @param delay between a job's arrival and its start
 * @param work minimum duration of each operation
 * @param atOnce maximum number of running jobs; others wait in the queue
 * @param kept number of finished jobs in the queue's directory; older ones are archived
 */
public record JobTimes(Duration delay, Duration work, int atOnce, int kept) {

  /** About as fast as a real single-node cluster. */
  public static JobTimes defaults() {
    return new JobTimes(Duration.ofMillis(300), Duration.ofMillis(300), 20, 1000);
  }

  /** No delays, for tests. */
  public static JobTimes none() {
    return new JobTimes(Duration.ZERO, Duration.ZERO, 20, 1000);
  }

  public JobTimes withAtOnce(int jobs) {
    return new JobTimes(delay, work, jobs, kept);
  }

  public JobTimes withWork(Duration newWork) {
    return new JobTimes(delay, newWork, atOnce, kept);
  }

  public JobTimes withDelay(Duration newDelay) {
    return new JobTimes(newDelay, work, atOnce, kept);
  }

  public JobTimes withKept(int jobs) {
    return new JobTimes(delay, work, atOnce, jobs);
  }
}
