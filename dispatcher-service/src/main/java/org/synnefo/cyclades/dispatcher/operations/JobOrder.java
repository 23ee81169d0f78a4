package org.synnefo.cyclades.dispatcher.operations;

import java.time.Instant;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.message.OperationStatus;
import org.synnefo.cyclades.model.server.Server;

/**
 * Which of two pieces of news about a server is the later one.
 *
 * <p>Between jobs Ganeti's clock decides where both tell the time, else the number of the job. In
 * one job the status decides, which only rises and is never undone once it is terminal; for
 * different opcodes of a job the clock does.
 */
final class JobOrder {

  private JobOrder() {}

  /** Whether news is later than the job fields of the server. */
  static boolean isNewer(Server server, OperationStatus event) {
    if (server.jobId == null) {
      return true;
    }
    if (server.jobId == event.jobId() && event.operation().equals(server.jobOpcode)) {
      return event.status().rank() > server.jobStatus.rank();
    }
    if (server.jobId == event.jobId()) {
      return isLaterOpcode(server, event);
    }
    return isLater(server.jobEventTime, server.jobId, event);
  }

  /** Whether an ended job is later than the one that the operating state follows. */
  static boolean decidesState(Server server, OperationStatus event) {
    if (server.stateJobId == null) {
      return true;
    }
    if (server.stateJobId == event.jobId()) {
      return server.stateEventTime == null
          || event.eventTime() == null
          || !event.eventTime().isBefore(server.stateEventTime);
    }
    return isLater(server.stateEventTime, server.stateJobId, event);
  }

  private static boolean isLaterOpcode(Server server, OperationStatus event) {
    if (server.jobEventTime != null && event.eventTime() != null) {
      return event.eventTime().isAfter(server.jobEventTime);
    }
    return event.status() != JobStatus.QUEUED && event.status() != JobStatus.WAITING;
  }

  private static boolean isLater(Instant seen, long seenJob, OperationStatus event) {
    if (seen == null || event.eventTime() == null || seen.equals(event.eventTime())) {
      return event.jobId() > seenJob;
    }
    return event.eventTime().isAfter(seen);
  }
}
