package org.synnefo.cyclades.ganeti.client.rapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.synnefo.cyclades.ganeti.client.JobStatus;
import org.synnefo.cyclades.ganeti.client.WaitResult;

/** The response to a wait for a job's {@code status}. */
public record WaitBody(
    @JsonProperty(value = "job_info", required = true) List<String> jobInfo,
    @JsonProperty("log_entries") List<JobBody.LogBody> logEntries) {

  WaitResult toResult(JobStatus previous) {
    JobStatus status = JobBody.status(jobInfo.get(0));
    List<JobBody.LogBody> log = logEntries == null ? List.of() : logEntries;
    return new WaitResult(
        status != previous || !log.isEmpty(),
        status,
        log.stream().map(JobBody.LogBody::toEntry).toList());
  }
}
