package org.synnefo.cyclades.dispatcher.operations;

import java.time.Instant;
import org.synnefo.cyclades.model.message.OperationStatus;
import org.synnefo.cyclades.model.server.Server;

/**
 * Which of two events is the newer one: by their times where both have one, else by the number of
 * the job; within one opcode of a job by the status, of which a terminal one is never undone.
 */
final class EventOrder {

  private EventOrder() {}

  /** Whether an event is newer than what the server's job fields say. */
  static boolean isNews(Server server, OperationStatus event) {
    if (server.jobId == null) {
      return true;
    }
    if (server.jobId == event.jobId() && event.operation().equals(server.jobOpcode)) {
      return server.jobStatus == null
          || !server.jobStatus.isTerminal() && event.status().rank() >= server.jobStatus.rank();
    }
    return isNewer(event, server.jobEventTime, server.jobId);
  }

  /** Whether an event is newer than the one that decided the server's operating state. */
  static boolean decidesState(Server server, OperationStatus event) {
    return server.stateJobId == null || isNewer(event, server.stateEventTime, server.stateJobId);
  }

  private static boolean isNewer(OperationStatus event, Instant seenTime, long seenJob) {
    if (event.eventTime() != null && seenTime != null && !event.eventTime().equals(seenTime)) {
      return event.eventTime().isAfter(seenTime);
    }
    return event.jobId() >= seenJob;
  }
}
