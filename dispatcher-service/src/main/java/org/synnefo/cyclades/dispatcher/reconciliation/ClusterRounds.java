package org.synnefo.cyclades.dispatcher.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.backends.Capacities;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.model.message.Reconcile.Mode;
import org.synnefo.cyclades.model.reconciliation.FoundDrift;
import org.synnefo.cyclades.model.reconciliation.ReconciliationReport;
import org.synnefo.cyclades.model.reconciliation.ReconciliationReportRepository;

/**
 * One look at one cluster: by one replica at a time, measured, and told to whoever asked. The work
 * is done on a thread of the cluster, so that one that is dead holds up none of the others.
 */
@ApplicationScoped
public class ClusterRounds {

  private static final Logger LOG = Logger.getLogger(ClusterRounds.class);

  private final ClusterLock lock;
  private final Reconciler reconciler;
  private final Capacities capacities;
  private final ReconciliationReportRepository reports;
  private final MeterRegistry metrics;

  @Inject
  public ClusterRounds(
      ClusterLock lock,
      Reconciler reconciler,
      Capacities capacities,
      ReconciliationReportRepository reports,
      MeterRegistry metrics) {
    this.lock = lock;
    this.reconciler = reconciler;
    this.capacities = capacities;
    this.reports = reports;
    this.metrics = metrics;
  }

  /** What somebody wants to know of a cluster. */
  record Request(Mode mode, Optional<Long> server, Optional<UUID> id) {}

  /**
   * The periodic look; left out where any replica did the same a moment ago.
   *
   * @param recent how long ago that may be
   */
  void periodic(Cluster cluster, Duration recent) {
    cluster.look(
        () ->
            guarded(
                cluster,
                Optional.empty(),
                () ->
                    lock.whileHeld(
                        cluster.backendId(),
                        false,
                        () -> {
                          if (!isFresh(cluster, recent)) {
                            look(cluster, Mode.MEND, Optional.empty());
                          }
                        })));
  }

  /** A look that somebody asked for. */
  void requested(Cluster cluster, Request request) {
    cluster.look(
        () ->
            guarded(
                cluster,
                request.id(),
                () ->
                    lock.whileHeld(
                        cluster.backendId(),
                        true,
                        () -> {
                          Report report = look(cluster, request.mode(), request.server());
                          request.id().ifPresent(id -> keep(id, report));
                        })));
  }

  /** A room that was measured tells when the last look that mended all came to its end. */
  private boolean isFresh(Cluster cluster, Duration recent) {
    return capacities
        .lastMeasured(cluster.backendId())
        .filter(time -> time.isAfter(Instant.now().minus(recent)))
        .isPresent();
  }

  private Report look(Cluster cluster, Mode mode, Optional<Long> server) {
    Timer timer =
        metrics.timer("cyclades.reconciliation", "backend", Long.toString(cluster.backendId()));
    Report report = timer.record(() -> reconciler.reconcile(cluster, mode, server));
    if (server.isEmpty() && mode != Mode.DRY_RUN) {
      capacities.measure(cluster);
    }
    return report;
  }

  private void guarded(Cluster cluster, Optional<UUID> request, Runnable work) {
    try {
      work.run();
    } catch (GanetiException away) {
      LOG.warnf("backend=%d is not reconciled: %s", cluster.backendId(), away.getMessage());
      request.ifPresent(id -> keepFailure(id, cluster.backendId(), away.getMessage()));
    } catch (RuntimeException failure) {
      LOG.warnf(failure, "backend=%d is not reconciled", cluster.backendId());
      request.ifPresent(
          id -> keepFailure(id, cluster.backendId(), String.valueOf(failure.getMessage())));
    }
  }

  private void keep(UUID request, Report report) {
    List<FoundDrift> drifts =
        report.found().stream()
            .map(
                drift ->
                    new FoundDrift(
                        drift.instance(),
                        drift.kind(),
                        drift.detail(),
                        report.mended().contains(drift)))
            .toList();
    keep(request, report.backend(), drifts, null);
  }

  private void keepFailure(UUID request, long backend, String failure) {
    keep(request, backend, List.of(), failure);
  }

  private void keep(UUID request, long backend, List<FoundDrift> drifts, String failure) {
    ReconciliationReport row = new ReconciliationReport();
    row.requestId = request;
    row.backendId = backend;
    row.drifts = drifts;
    row.failure = failure;
    row.finished = Instant.now();
    QuarkusTransaction.requiringNew().run(() -> reports.save(row));
  }
}
