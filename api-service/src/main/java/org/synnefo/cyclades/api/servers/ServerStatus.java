package org.synnefo.cyclades.api.servers;

import java.util.Set;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.ServerRow;

/** The status of a server, as shown to tenants. */
enum ServerStatus {
  BUILD,
  ERROR,
  STOPPED,
  ACTIVE,
  DELETED,
  REBOOT,
  REBUILD,
  RESIZE,
  VERIFY_RESIZE,
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
      case DESTROYED -> DELETED;
      case STOPPED, STARTED -> working(server);
    };
  }

  private static ServerStatus working(ServerRow server) {
    if (server.pendingAction() == PendingAction.REBUILD) {
      return REBUILD;
    }
    if (server.pendingAction() == PendingAction.RESIZE) {
      return RESIZE;
    }
    if (server.previousFlavor() != null && server.previousFlavor() != server.flavor()) {
      return VERIFY_RESIZE;
    }
    if (server.operatingState() == OperatingState.STOPPED) {
      return STOPPED;
    }
    return isRebooting(server) ? REBOOT : ACTIVE;
  }

  /** From the request on, not only once Ganeti has started the job. */
  private static boolean isRebooting(ServerRow server) {
    boolean hasJob =
        "OP_INSTANCE_REBOOT".equals(server.jobOpcode())
            && server.jobStatus() != null
            && UNDER_WAY.contains(server.jobStatus());
    return hasJob || server.pendingAction() == PendingAction.REBOOT;
  }
}
