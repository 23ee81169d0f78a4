package org.synnefo.cyclades.dispatcher.operations;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.dispatcher.commands.CommandEnds;
import org.synnefo.cyclades.dispatcher.networks.NetworkStatusHandler;
import org.synnefo.cyclades.model.message.OperationStatus;
import org.synnefo.cyclades.model.server.InstanceNames;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerLifecycle;
import org.synnefo.cyclades.model.server.ServerLifecycle.Become;
import org.synnefo.cyclades.model.server.ServerLifecycle.DeleteIfAbsent;
import org.synnefo.cyclades.model.server.ServerLifecycle.Effect;
import org.synnefo.cyclades.model.server.ServerLifecycle.Stay;
import org.synnefo.cyclades.model.server.Servers;

/**
 * Takes the news of a job: its status, what it does to the operating state, and the end of the
 * command behind it.
 */
@ApplicationScoped
public class OperationStatusHandler {

  private static final int COMPLETE = 100;

  private final Servers servers;
  private final InstanceNames names;
  private final CommandEnds commandEnds;
  private final NetworkStatusHandler networks;
  private final Clusters clusters;

  OperationStatusHandler(
      Servers servers,
      InstanceNames names,
      CommandEnds commandEnds,
      NetworkStatusHandler networks,
      Clusters clusters) {
    this.servers = servers;
    this.names = names;
    this.commandEnds = commandEnds;
    this.networks = networks;
    this.clusters = clusters;
  }

  public void handle(OperationStatus status) {
    names.server(status.instance()).ifPresent(id -> handle(id, status));
  }

  private void handle(long serverId, OperationStatus status) {
    Effect effect =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    servers
                        .lock(serverId)
                        .map(server -> apply(server, status))
                        .orElseGet(Stay::new));
    if (effect instanceof DeleteIfAbsent) {
      deleteIfAbsent(serverId, status);
    }
  }

  private Effect apply(Server server, OperationStatus status) {
    Instant now = Instant.now();
    if (status.status().isTerminal()) {
      commandEnds.ended(server, status, now);
    }
    if (server.operatingState == OperatingState.DESTROYED) {
      return new Stay();
    }
    if (EventOrder.isNews(server, status)) {
      server.jobId = status.jobId();
      server.jobOpcode = status.operation();
      server.jobStatus = status.status();
      server.jobLogMessage = status.logMessage();
      server.jobEventTime = status.eventTime();
      server.updated = now;
    }
    Effect effect =
        ServerLifecycle.effect(server.operatingState, status.operation(), status.status());
    if (effect instanceof Become become && EventOrder.decidesState(server, status)) {
      become(server, become.state(), status, now);
    }
    return effect;
  }

  private void become(Server server, OperatingState state, OperationStatus status, Instant now) {
    server.stateJobId = status.jobId();
    server.stateEventTime = status.eventTime();
    if (server.operatingState == OperatingState.BUILD && state == OperatingState.STARTED) {
      server.buildPercentage = COMPLETE;
    }
    if (state == OperatingState.ERROR) {
      server.faultMessage =
          Objects.requireNonNullElse(status.message(), "The server could not be built.");
      server.faultTime = now;
    }
    server.operatingState = state;
    server.updated = now;
    if (state == OperatingState.DESTROYED) {
      destroyed(server, now);
    }
  }

  private void destroyed(Server server, Instant now) {
    server.deleted = true;
    server.pendingAction = null;
    networks.forget(server, now);
  }

  private void deleteIfAbsent(long serverId, OperationStatus status) {
    Server server = QuarkusTransaction.requiringNew().call(() -> servers.findById(serverId));
    if (server.backendId == null
        || clusters.client(server.backendId).instance(status.instance()).isPresent()) {
      return;
    }
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                servers
                    .lock(serverId)
                    .filter(locked -> locked.operatingState == OperatingState.ERROR)
                    .ifPresent(
                        locked -> become(locked, OperatingState.DESTROYED, status, Instant.now())));
  }

  /** A server whose instance is not at Ganeti, and never will be. */
  public void destroyWithoutInstance(Server server) {
    Instant now = Instant.now();
    server.operatingState = OperatingState.DESTROYED;
    server.updated = now;
    destroyed(server, now);
  }
}
