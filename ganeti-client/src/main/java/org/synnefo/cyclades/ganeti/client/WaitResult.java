package org.synnefo.cyclades.ganeti.client;

import java.util.List;

/**
 * What a wait for a job's change brought.
 *
 * @param changed false if Ganeti's wait, 10 s, ended without news
 * @param status the job's status now
 * @param newLog the log lines since the given serial
 */
public record WaitResult(boolean changed, JobStatus status, List<JobLogEntry> newLog) {

  public WaitResult {
    newLog = List.copyOf(newLog);
  }
}
