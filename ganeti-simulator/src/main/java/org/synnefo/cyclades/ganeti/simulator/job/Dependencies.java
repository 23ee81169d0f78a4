package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/**
 * The state of the jobs that a job depends on.
 *
 * @param met whether all have ended as required
 * @param failure why the job fails, if one has not
 */
record Dependencies(boolean met, Optional<OperationFailure> failure) {

  static Dependencies of(Job job, JobStore store) {
    boolean met = true;
    for (JsonNode dependency : job.dependencies()) {
      long id = dependency.path(0).asLong();
      JobStatus status = store.job(id).map(Job::status).orElse(JobStatus.ERROR);
      if (!status.isFinal()) {
        met = false;
      } else if (!isAmong(status, dependency.path(1))) {
        return new Dependencies(false, Optional.of(failure(id, status, dependency.path(1))));
      }
    }
    return new Dependencies(met, Optional.empty());
  }

  /** An empty list accepts any status. */
  private static boolean isAmong(JobStatus status, JsonNode accepted) {
    for (JsonNode one : accepted) {
      if (one.asText().equals(status.wireName())) {
        return true;
      }
    }
    return accepted.isEmpty();
  }

  private static OperationFailure failure(long id, JobStatus status, JsonNode accepted) {
    return OperationFailure.execution(
        "Dependency job %d failed with status '%s', not one of '%s'"
            .formatted(id, status.wireName(), PythonJson.tree(accepted)));
  }
}
