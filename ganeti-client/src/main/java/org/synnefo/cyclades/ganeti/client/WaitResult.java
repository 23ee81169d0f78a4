package org.synnefo.cyclades.ganeti.client;

import java.util.List;

/**
 * The result of waiting for a job.
 *
 * @param changed false if Ganeti's timeout of 10 s expired without a change
 * @param status the job's current status
 * @param newLog the log lines after the given serial
 */
public record WaitResult(boolean changed, JobStatus status, List<JobLogEntry> newLog) {

  public WaitResult {
    newLog = List.copyOf(newLog);
  }
}
