package org.synnefo.cyclades.dispatcher.reconciliation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.networks.InstanceNics;
import org.synnefo.cyclades.dispatcher.operations.CommandCompletion;
import org.synnefo.cyclades.dispatcher.operations.ServerRemoval;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerRepository;

/**
 * Mends one drift at a time. Under the server's lock it is looked at again: what changed since
 * Ganeti was asked is left for the next round.
 */
@ApplicationScoped
public class Mending {

  private final InstanceNames names;
  private final ServerRepository servers;
  private final CommandRepository commands;
  private final CommandCompletion completion;
  private final ServerRemoval removal;
  private final InstanceNics nics;

  @Inject
  public Mending(
      InstanceNames names,
      ServerRepository servers,
      CommandRepository commands,
      CommandCompletion completion,
      ServerRemoval removal,
      InstanceNics nics) {
    this.names = names;
    this.servers = servers;
    this.commands = commands;
    this.completion = completion;
    this.removal = removal;
    this.nics = nics;
  }

  /**
   * @param asked a moment before Ganeti was asked
   * @param removeUnknown whether instances that no server has are removed
   * @return whether it is mended
   */
  boolean mend(Cluster cluster, Drift drift, Instant asked, boolean removeUnknown) {
    if (drift instanceof Drift.Missing missing) {
      return unchanged(missing.server(), asked, server -> missing(server, asked));
    }
    if (drift instanceof Drift.State state) {
      return unchanged(
          state.server(),
          asked,
          server -> {
            become(server, state.found());
            return true;
          });
    }
    if (drift instanceof Drift.Pending pending) {
      return idle(
          pending.server(),
          server -> {
            server.pendingAction = null;
            return true;
          });
    }
    if (drift instanceof Drift.Nics differing) {
      return nics.read(differing.found(), asked);
    }
    if (drift instanceof Drift.Unknown unknown) {
      return removeUnknown && remove(cluster, unknown);
    }
    return false;
  }

  /** What is missed for the first time may have been overlooked. */
  private boolean missing(Server server, Instant asked) {
    if (server.missingSince == null) {
      server.missingSince = asked;
      return false;
    }
    if (server.operatingState == OperatingState.BUILD) {
      server.operatingState = OperatingState.ERROR;
      server.pendingAction = null;
      completion.fault(server, "The server was not created", Instant.now());
    } else {
      removal.removed(server, Instant.now());
    }
    return true;
  }

  private static void become(Server server, OperatingState found) {
    if (server.operatingState == OperatingState.BUILD) {
      server.buildPercentage = 100;
    }
    server.operatingState = found;
  }

  private boolean remove(Cluster cluster, Drift.Unknown unknown) {
    long id = names.server(unknown.instance()).orElseThrow();
    boolean nobodys =
        QuarkusTransaction.requiringNew()
            .call(() -> servers.findByIdOptional(id).filter(server -> !server.deleted).isEmpty());
    if (nobodys) {
      cluster.call(client -> client.deleteInstance(unknown.instance(), "cyclades:reconciliation"));
    }
    return nobodys;
  }

  private boolean unchanged(long id, Instant asked, Predicate<Server> change) {
    return idle(id, server -> !server.updated.isAfter(asked) && change.test(server));
  }

  /**
   * What is pending was written together with its command: where none is open nobody ends it,
   * whatever else of the server was mended since Ganeti was asked.
   */
  private boolean idle(long id, Predicate<Server> change) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Optional<Server> mended =
                  servers
                      .lock(id)
                      .filter(server -> !server.deleted)
                      .filter(server -> !commands.hasOpen(server.id))
                      .filter(change);
              mended.ifPresent(server -> server.updated = Instant.now());
              return mended.isPresent();
            });
  }
}
