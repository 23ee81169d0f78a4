package org.synnefo.cyclades.dispatcher.operations;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerRepository;

/**
 * Whether an instance is gone of which somebody says so. No news deletes a server: the cluster is
 * asked for that one instance, and the server is deleted if it has none.
 */
@ApplicationScoped
public class RemovalConfirmation {

  private static final Logger LOG = Logger.getLogger(RemovalConfirmation.class);

  private final InstanceNames names;
  private final Clusters clusters;
  private final ServerRepository servers;
  private final CommandRepository commands;
  private final CommandCompletion completion;
  private final ServerRemoval removal;
  private final Set<Long> asking = ConcurrentHashMap.newKeySet();

  @Inject
  public RemovalConfirmation(
      InstanceNames names,
      Clusters clusters,
      ServerRepository servers,
      CommandRepository commands,
      CommandCompletion completion,
      ServerRemoval removal) {
    this.names = names;
    this.clusters = clusters;
    this.servers = servers;
    this.commands = commands;
    this.completion = completion;
    this.removal = removal;
  }

  /**
   * Asks on a thread of the cluster. If it is away, the job of the deletion is asked about later,
   * or reconciliation misses the instance.
   */
  void ask(long backend, long server) {
    clusters
        .of(backend)
        .filter(cluster -> asking.add(server))
        .ifPresent(
            cluster -> {
              if (!cluster.look(() -> asked(cluster, server))) {
                asking.remove(server);
              }
            });
  }

  private void asked(Cluster cluster, long server) {
    // News that comes from now on is about what happens after the question.
    asking.remove(server);
    try {
      confirm(cluster, server);
    } catch (GanetiException away) {
      LOG.infof(
          "backend=%d server=%d may be gone, which is not confirmed: %s",
          cluster.backendId(), server, away.getMessage());
    } catch (RuntimeException databaseAway) {
      LOG.warnf("server=%d may be gone: %s", server, databaseAway.getMessage());
    }
  }

  /**
   * Deletes the server if the cluster has no instance of it, and ends its deletion.
   *
   * @return whether the cluster has no such instance
   * @throws GanetiException if the cluster does not tell
   */
  public boolean confirm(Cluster cluster, long id) {
    if (cluster.call(client -> client.instance(names.of(id))).isPresent()) {
      return false;
    }
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                servers
                    .lock(id)
                    .filter(server -> isOf(server, cluster))
                    .filter(server -> server.deleted || mayBeGone(server))
                    .ifPresent(this::gone));
    return true;
  }

  private static boolean isOf(Server server, Cluster cluster) {
    return Optional.of(cluster.backendId()).equals(Optional.ofNullable(server.backendId));
  }

  /** What is still to be made is not gone; a creation that failed stays until it is deleted. */
  private boolean mayBeGone(Server server) {
    if (commands.hasOpen(server.id, CommandVerb.CREATE)) {
      return false;
    }
    return server.operatingState == OperatingState.STARTED
        || server.operatingState == OperatingState.STOPPED
        || server.pendingAction == PendingAction.DESTROY
        || commands.hasOpen(server.id, CommandVerb.DELETE);
  }

  private void gone(Server server) {
    Instant now = Instant.now();
    if (!server.deleted) {
      removal.removed(server, now);
    }
    commands
        .lockSubmitted(server.id, CommandVerb.DELETE)
        .forEach(command -> completion.succeeded(server, command, now));
  }
}
