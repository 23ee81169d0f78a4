package org.synnefo.cyclades.admin.reconciliation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.synnefo.cyclades.admin.AdminConfiguration;
import org.synnefo.cyclades.admin.broker.Broker;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.Backends;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.Reconcile;
import org.synnefo.cyclades.model.reconciliation.ReconciliationReport;
import org.synnefo.cyclades.model.reconciliation.ReconciliationReports;
import org.synnefo.cyclades.model.server.Servers;

/** Asks the dispatcher by the broker, and reads its answers from the database. */
@ApplicationScoped
public class RequestedReconciliations {

  private static final long PAUSE_MILLIS = 300;

  private final Backends backends;
  private final Servers servers;
  private final ReconciliationReports reports;
  private final Broker broker;
  private final MessageTopology topology;

  RequestedReconciliations(
      Backends backends,
      Servers servers,
      ReconciliationReports reports,
      Broker broker,
      AdminConfiguration configuration) {
    this.backends = backends;
    this.servers = servers;
    this.reports = reports;
    this.broker = broker;
    this.topology = new MessageTopology(configuration.backendPrefix());
  }

  /**
   * @param server to look at; empty: all of the backend
   * @param backend its name; both empty: all that are not offline
   * @throws IllegalArgumentException if there is no such server or backend, or nothing to ask
   * @throws IllegalStateException if not every cluster was compared in time
   */
  @ActivateRequestContext
  List<ReconciliationReport> request(
      Reconcile.Mode mode, Optional<Long> server, Optional<String> backend, Duration patience) {
    UUID request = UUID.randomUUID();
    int expected = 1;
    Reconcile message;
    if (server.isPresent()) {
      requireBackend(server.get());
      message = new Reconcile(Reconcile.Scope.SERVER, server.get(), mode, request);
    } else if (backend.isPresent()) {
      message = new Reconcile(Reconcile.Scope.BACKEND, online(backend.get()), mode, request);
    } else {
      expected = Math.toIntExact(backends.count("not offline"));
      message = new Reconcile(Reconcile.Scope.ALL, null, mode, request);
    }
    if (expected == 0) {
      return List.of();
    }
    String scope = message.scope().name().toLowerCase(java.util.Locale.ROOT);
    broker.publish(
        new Broker.Outgoing(
            MessageTopology.CRON_EXCHANGE,
            topology.reconciliationKey(scope),
            Reconcile.TYPE,
            Map.of(),
            MessageJson.write(message)));
    return await(request, expected, patience);
  }

  /** The name of a backend. */
  @ActivateRequestContext
  String name(long id) {
    return backends.findByIdOptional(id).map(backend -> backend.name).orElse(Long.toString(id));
  }

  private void requireBackend(long server) {
    servers
        .findByIdOptional(server)
        .filter(known -> known.backendId != null)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no server %d at a backend.".formatted(server)));
  }

  private long online(String name) {
    Backend backend =
        backends
            .findByName(name)
            .orElseThrow(
                () -> new IllegalArgumentException("there is no backend '%s'.".formatted(name)));
    if (backend.offline) {
      throw new IllegalArgumentException("backend '%s' is offline.".formatted(name));
    }
    return backend.id;
  }

  private List<ReconciliationReport> await(UUID request, int expected, Duration patience) {
    Instant end = Instant.now().plus(patience);
    while (true) {
      List<ReconciliationReport> found =
          QuarkusTransaction.requiringNew().call(() -> reports.of(request));
      if (found.size() >= expected) {
        return found;
      }
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException(
            "%d of %d clusters were compared in time; is a dispatcher running?"
                .formatted(found.size(), expected));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the dispatcher", e);
    }
  }
}
