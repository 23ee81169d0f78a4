package org.synnefo.cyclades.api.servers;

import java.util.Set;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.ServerRow;

/** What tenants are told of a server's state. */
enum ServerStatus {
  BUILD,
  ERROR,
  STOPPED,
  ACTIVE,
  DELETED,
  REBOOT,
  UNKNOWN;

  private static final Set<JobStatus> UNDER_WAY =
      Set.of(JobStatus.QUEUED, JobStatus.WAITING, JobStatus.RUNNING);

  static ServerStatus of(ServerRow server) {
    OperatingState state = server.operatingState();
    if (state == null) {
      return UNKNOWN;
    }
    return switch (state) {
      case BUILD -> BUILD;
      case ERROR -> ERROR;
      case STOPPED -> STOPPED;
      case DESTROYED -> DELETED;
      case STARTED -> isRebooting(server) ? REBOOT : ACTIVE;
    };
  }

  /** From the request on, not only from Ganeti's first word of the job. */
  private static boolean isRebooting(ServerRow server) {
    boolean hasJob =
        "OP_INSTANCE_REBOOT".equals(server.jobOpcode())
            && server.jobStatus() != null
            && UNDER_WAY.contains(server.jobStatus());
    return hasJob || server.pendingAction() == PendingAction.REBOOT;
  }
}
