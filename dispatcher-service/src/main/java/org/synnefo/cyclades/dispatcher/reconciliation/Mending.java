package org.synnefo.cyclades.dispatcher.reconciliation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.networks.InstanceNics;
import org.synnefo.cyclades.dispatcher.operations.CommandCompletion;
import org.synnefo.cyclades.dispatcher.operations.ServerRemoval;
import org.synnefo.cyclades.model.command.Commands;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.Servers;

/**
 * Mends one drift at a time. Under the server's lock it is looked at again: what changed since
 * Ganeti was asked is left for the next round.
 */
@ApplicationScoped
public class Mending {

  private final InstanceNames names;
  private final Servers servers;
  private final Commands commands;
  private final CommandCompletion completion;
  private final ServerRemoval removal;
  private final InstanceNics nics;
  private final ReconciliationConfiguration configuration;

  @Inject
  public Mending(
      InstanceNames names,
      Servers servers,
      Commands commands,
      CommandCompletion completion,
      ServerRemoval removal,
      InstanceNics nics,
      ReconciliationConfiguration configuration) {
    this.names = names;
    this.servers = servers;
    this.commands = commands;
    this.completion = completion;
    this.removal = removal;
    this.nics = nics;
    this.configuration = configuration;
  }

  /**
   * @param asked a moment before Ganeti was asked
   * @return whether it is mended
   */
  boolean mend(Cluster cluster, Drift drift, Instant asked) {
    if (drift instanceof Drift.Missing missing) {
      return unchanged(missing.server(), asked, this::missing);
    }
    if (drift instanceof Drift.State state) {
      return unchanged(state.server(), asked, server -> become(server, state.found()));
    }
    if (drift instanceof Drift.Pending pending) {
      return unchanged(pending.server(), asked, server -> server.pendingAction = null);
    }
    if (drift instanceof Drift.Nics differing) {
      nics.read(differing.found(), asked);
      return true;
    }
    if (drift instanceof Drift.Unknown unknown) {
      return configuration.removeUnknown() && remove(cluster, unknown);
    }
    return false;
  }

  private void missing(Server server) {
    if (server.operatingState == OperatingState.BUILD) {
      server.operatingState = OperatingState.ERROR;
      server.pendingAction = null;
      completion.fault(server, "The server was not created", Instant.now());
    } else {
      removal.removed(server, Instant.now());
    }
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

  /** Several drifts of a server may be mended in a round: none of them moves its time. */
  private boolean unchanged(long id, Instant asked, Consumer<Server> change) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Optional<Server> server =
                  servers
                      .lock(id)
                      .filter(found -> !found.deleted)
                      .filter(found -> !found.updated.isAfter(asked))
                      .filter(found -> !commands.hasOpen(found.id));
              server.ifPresent(change);
              return server.isPresent();
            });
  }
}
