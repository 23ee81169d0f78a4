package org.synnefo.cyclades.admin.reconciliation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.synnefo.cyclades.admin.AdminConfiguration;
import org.synnefo.cyclades.admin.broker.Broker;
import org.synnefo.cyclades.admin.reconciliation.Reconciled.Compared;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.Reconcile;
import org.synnefo.cyclades.model.reconciliation.ReconciliationReport;
import org.synnefo.cyclades.model.reconciliation.ReconciliationReportRepository;
import org.synnefo.cyclades.model.server.ServerRepository;

/** Asks the dispatcher by the broker, and reads its answers from the database. */
@ApplicationScoped
public class RequestedReconciliations {

  private static final long PAUSE_MILLIS = 300;

  private final BackendRepository backends;
  private final ServerRepository servers;
  private final ReconciliationReportRepository reports;
  private final BackendCheck check;
  private final Broker broker;
  private final MessageTopology topology;

  RequestedReconciliations(
      BackendRepository backends,
      ServerRepository servers,
      ReconciliationReportRepository reports,
      BackendCheck check,
      Broker broker,
      AdminConfiguration configuration) {
    this.backends = backends;
    this.servers = servers;
    this.reports = reports;
    this.check = check;
    this.broker = broker;
    this.topology = new MessageTopology(configuration.backendPrefix());
  }

  /**
   * Asks, and waits until each cluster answered or the time is over.
   *
   * @param server to look at; empty: all of the backend
   * @param backend its name; both empty: all that are not offline
   * @throws IllegalArgumentException if there is no such server or backend, or it is offline
   */
  @ActivateRequestContext
  Reconciled request(
      Reconcile.Mode mode, Optional<Long> server, Optional<String> backend, Duration patience) {
    UUID request = UUID.randomUUID();
    if (server.isPresent()) {
      Reconcile message = new Reconcile(Reconcile.Scope.SERVER, server.get(), mode, request);
      return ask(message, List.of(online(backendOf(server.get()))), List.of(), patience);
    }
    if (backend.isPresent()) {
      Backend named = online(find(backend.get()));
      Reconcile message = new Reconcile(Reconcile.Scope.BACKEND, named.id, mode, request);
      return ask(message, List.of(named), List.of(), patience);
    }
    Map<Boolean, List<Backend>> byOffline =
        backends.list("order by id").stream().collect(Collectors.partitioningBy(b -> b.offline));
    return ask(
        new Reconcile(Reconcile.Scope.ALL, null, mode, request),
        byOffline.get(false),
        byOffline.get(true).stream().map(offline -> offline.name).toList(),
        patience);
  }

  private Backend backendOf(long server) {
    return servers
        .findByIdOptional(server)
        .filter(known -> known.backendId != null)
        .map(known -> backends.findById(known.backendId))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no server %d at a backend.".formatted(server)));
  }

  private Backend find(String name) {
    return backends
        .findByName(name)
        .orElseThrow(
            () -> new IllegalArgumentException("there is no backend '%s'.".formatted(name)));
  }

  private static Backend online(Backend backend) {
    if (backend.offline) {
      throw new IllegalArgumentException("backend '%s' is offline.".formatted(backend.name));
    }
    return backend;
  }

  private Reconciled ask(
      Reconcile message, List<Backend> asked, List<String> offline, Duration patience) {
    Map<Long, String> names = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    for (Backend backend : asked) {
      check
          .complaint(backend)
          .ifPresentOrElse(
              complaint -> failures.add("%s can't be used: %s".formatted(backend.name, complaint)),
              () -> names.put(backend.id, backend.name));
    }
    if (names.isEmpty()) {
      return new Reconciled(List.of(), offline, failures);
    }
    publish(message);
    List<Compared> compared = new ArrayList<>();
    for (ReconciliationReport report : await(message.request(), names.keySet(), patience)) {
      String name = names.remove(report.backendId);
      if (report.failure == null) {
        compared.add(new Compared(name, report.drifts));
      } else {
        failures.add("%s was not compared: %s".formatted(name, report.failure));
      }
    }
    for (String silent : names.values()) {
      failures.add(
          "%s was not compared within %d s; is a dispatcher running?"
              .formatted(silent, patience.toSeconds()));
    }
    return new Reconciled(compared, offline, failures);
  }

  private void publish(Reconcile message) {
    String scope = message.scope().name().toLowerCase(Locale.ROOT);
    broker.publish(
        new Broker.Outgoing(
            MessageTopology.CRON_EXCHANGE,
            topology.reconciliationKey(scope),
            Reconcile.TYPE,
            Map.of(),
            MessageJson.write(message)));
  }

  /** The reports of these clusters, of as many as came in time. */
  private List<ReconciliationReport> await(
      UUID request, Collection<Long> expected, Duration patience) {
    Instant end = Instant.now().plus(patience);
    while (true) {
      List<ReconciliationReport> found =
          QuarkusTransaction.requiringNew().call(() -> reports.of(request)).stream()
              .filter(report -> expected.contains(report.backendId))
              .toList();
      if (found.size() == expected.size() || Instant.now().isAfter(end)) {
        return found;
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
