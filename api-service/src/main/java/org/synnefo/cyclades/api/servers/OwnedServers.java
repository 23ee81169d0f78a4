package org.synnefo.cyclades.api.servers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerRepository;

/** Finds and locks a server that a user may act on. */
@ApplicationScoped
public class OwnedServers {

  private final ServerRepository servers;

  @Inject
  public OwnedServers(ServerRepository servers) {
    this.servers = servers;
  }

  /** Locks a server of the user that is not deleted. */
  public Server lockLive(long user, long id) {
    Server server =
        servers
            .lock(id)
            .filter(found -> found.userId == user)
            .orElseThrow(() -> Fault.itemNotFound("Server not found."));
    if (server.deleted) {
      throw Fault.badRequest("Server has been deleted.");
    }
    return server;
  }

  /** Like {@link #lockReady}, and the server has no unfinished action. */
  public Server lockIdle(long user, long id) {
    Server server = lockReady(user, id);
    if (server.pendingAction != null) {
      throw Fault.buildInProgress("Another action on the server is in progress.");
    }
    return server;
  }

  /**
   * Locks a server of the user that accepts actions: it is not being built, deleted or suspended.
   */
  public Server lockReady(long user, long id) {
    Server server = lockLive(user, id);
    if (server.operatingState == OperatingState.BUILD) {
      throw Fault.buildInProgress("Server is being built.");
    }
    if (server.pendingAction == PendingAction.DESTROY) {
      throw Fault.badRequest("Server is being deleted.");
    }
    boolean isChanging =
        server.pendingAction == PendingAction.REBUILD
            || server.pendingAction == PendingAction.RESIZE;
    if (isChanging) {
      throw Fault.buildInProgress("Server is being rebuilt or resized.");
    }
    if (server.suspended) {
      throw Fault.badRequest("Server has been suspended by an administrator.");
    }
    return server;
  }
}
