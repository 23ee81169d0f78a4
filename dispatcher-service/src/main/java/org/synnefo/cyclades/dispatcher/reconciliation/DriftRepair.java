package org.synnefo.cyclades.dispatcher.reconciliation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.DeploymentTag;
import org.synnefo.cyclades.dispatcher.backends.DeploymentTag.Owner;
import org.synnefo.cyclades.dispatcher.networks.InstanceNics;
import org.synnefo.cyclades.dispatcher.operations.CommandCompletion;
import org.synnefo.cyclades.dispatcher.operations.ServerRemoval;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerRepository;

/**
 * Mends one drift at a time. Under the server's lock it is looked at again: what changed since
 * Ganeti was asked is left for the next round.
 */
@ApplicationScoped
public class DriftRepair {

  private static final Logger LOG = Logger.getLogger(DriftRepair.class);
  private static final String REASON = "cyclades:reconciliation";

  private final InstanceNames names;
  private final DeploymentTag tag;
  private final ServerRepository servers;
  private final CommandRepository commands;
  private final CommandCompletion completion;
  private final ServerRemoval removal;
  private final InstanceNics nics;
  private final ReconciliationConfiguration configuration;

  @Inject
  public DriftRepair(
      InstanceNames names,
      DeploymentTag tag,
      ServerRepository servers,
      CommandRepository commands,
      CommandCompletion completion,
      ServerRemoval removal,
      InstanceNics nics,
      ReconciliationConfiguration configuration) {
    this.names = names;
    this.tag = tag;
    this.servers = servers;
    this.commands = commands;
    this.completion = completion;
    this.removal = removal;
    this.nics = nics;
    this.configuration = configuration;
  }

  /**
   * @param asked a moment before Ganeti was asked
   * @param removeLeftovers whether instances of deleted servers are removed
   * @return whether it is mended
   */
  boolean mend(Cluster cluster, Drift drift, Instant asked, boolean removeLeftovers) {
    if (drift instanceof Drift.Missing missing) {
      return missing(cluster, missing, asked);
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
    if (drift instanceof Drift.Job job) {
      return ended(cluster, job);
    }
    if (drift instanceof Drift.Stray stray) {
      return idle(stray.server(), server -> disconnect(server, stray.network()));
    }
    if (drift instanceof Drift.Nics differing) {
      return nics.read(differing.found(), asked);
    }
    if (drift instanceof Drift.Leftover leftover) {
      return removeLeftovers && remove(cluster, leftover);
    }
    if (drift instanceof Drift.Untagged untagged) {
      return tag(cluster, untagged);
    }
    return false;
  }

  /**
   * What is missing in a list may have been overlooked: it is gone if it was missing for a while,
   * and the cluster, asked for that one instance, has none.
   */
  private boolean missing(Cluster cluster, Drift.Missing missing, Instant asked) {
    Instant since = missing.since();
    if (since == null || since.plus(configuration.missingFor()).isAfter(asked)) {
      markMissing(missing.server(), asked);
      return false;
    }
    if (cluster.call(client -> client.instance(missing.instance())).isPresent()) {
      LOG.warnf(
          "backend=%d instance=%s was missing in the list of instances, and is there",
          cluster.backendId(), missing.instance());
      return false;
    }
    return unchanged(missing.server(), asked, this::gone);
  }

  private void markMissing(long id, Instant asked) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                servers
                    .lock(id)
                    .filter(server -> server.missingSince == null)
                    .ifPresent(server -> server.missingSince = asked));
  }

  private boolean gone(Server server) {
    if (server.operatingState == OperatingState.BUILD) {
      server.operatingState = OperatingState.ERROR;
      server.pendingAction = null;
      completion.fault(server, "The server was not created", Instant.now());
    } else {
      removal.removed(server, Instant.now());
    }
    return true;
  }

  /** That the server leaves a deleted network is wanted for as long as it takes. */
  private boolean disconnect(Server server, long network) {
    Instant now = Instant.now();
    Command command = new Command();
    command.id = UUID.randomUUID();
    command.verb = CommandVerb.MODIFY_NICS;
    command.serverId = server.id;
    command.backendId = server.backendId;
    command.requestId = "req-" + command.id;
    command.arguments = Map.of("action", "remove", "network", network);
    command.state = CommandState.PENDING;
    command.nextAttemptAt = now;
    command.created = now;
    commands.persist(command);
    return true;
  }

  /** What Ganeti does not know any more is not under way, whatever became of it. */
  private boolean ended(Cluster cluster, Drift.Job drift) {
    JobStatus status =
        cluster
            .call(client -> client.job(new JobId(drift.job())))
            .filter(job -> isAbout(job, drift.instance()))
            .map(job -> JobStatus.valueOf(job.status().name()))
            .orElse(JobStatus.CANCELED);
    return status.isTerminal()
        && idle(
            drift.server(),
            server -> {
              boolean same = server.jobId == drift.job() && !server.jobStatus.isTerminal();
              if (same) {
                server.jobStatus = status;
              }
              return same;
            });
  }

  private static boolean isAbout(JobInfo job, String instance) {
    return job.operations().stream()
        .anyMatch(operation -> operation.instance().filter(instance::equals).isPresent());
  }

  private static void become(Server server, OperatingState found) {
    if (server.operatingState == OperatingState.BUILD) {
      server.buildPercentage = 100;
    }
    server.operatingState = found;
  }

  private boolean remove(Cluster cluster, Drift.Leftover leftover) {
    long id = names.server(leftover.instance()).orElseThrow();
    boolean removed =
        QuarkusTransaction.requiringNew()
            .call(() -> servers.removed(cluster.backendId(), List.of(id)).contains(id));
    boolean ours =
        removed
            && cluster
                .call(client -> client.instance(leftover.instance()))
                .filter(instance -> tag.owner(instance) == Owner.US)
                .isPresent();
    if (ours) {
      cluster.call(client -> client.deleteInstance(leftover.instance(), REASON));
    }
    return ours;
  }

  private boolean tag(Cluster cluster, Drift.Untagged untagged) {
    boolean ours =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    servers
                        .findByIdOptional(untagged.server())
                        .filter(server -> !server.deleted)
                        .filter(
                            server -> Long.valueOf(cluster.backendId()).equals(server.backendId))
                        .isPresent());
    if (ours) {
      cluster.call(client -> client.addTags(untagged.instance(), List.of(tag.own()), REASON));
    }
    return ours;
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
