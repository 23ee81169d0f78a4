package org.synnefo.cyclades.dispatcher.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.JobSummary;
import org.synnefo.cyclades.model.message.Reconcile.Mode;
import org.synnefo.cyclades.model.server.ServerRepository;

/**
 * Compares one cluster with the database. A server without an instance is only believed to be gone
 * when it is seen so twice in a row, by whichever replica.
 */
@ApplicationScoped
public class Reconciler {

  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  private final InstanceNames names;
  private final KnownServers known;
  private final Mending mending;
  private final ServerRepository servers;
  private final ReconciliationConfiguration configuration;
  private final MeterRegistry metrics;

  @Inject
  public Reconciler(
      InstanceNames names,
      KnownServers known,
      Mending mending,
      ServerRepository servers,
      ReconciliationConfiguration configuration,
      MeterRegistry metrics) {
    this.names = names;
    this.known = known;
    this.mending = mending;
    this.servers = servers;
    this.configuration = configuration;
    this.metrics = metrics;
  }

  /**
   * @param only server to look at; empty: all
   * @throws org.synnefo.cyclades.ganeti.client.GanetiException if the cluster does not answer; then
   *     nothing was changed
   */
  public Report reconcile(Cluster cluster, Mode mode, Optional<Long> only) {
    Instant asked = Instant.now();
    List<JobSummary> jobs = cluster.call(client -> client.jobs());
    List<InstanceInfo> instances = cluster.call(client -> client.instances());
    Comparison comparison =
        known.compare(cluster.backendId(), ours(instances), working(jobs), asked);
    List<Drift> found =
        comparison.drifts().stream().filter(concerns(only)).collect(Collectors.toList());
    if (mode == Mode.DRY_RUN) {
      return new Report(cluster.backendId(), found, Set.of());
    }
    if (only.isEmpty()) {
      seenAgain(cluster.backendId(), found);
    }
    boolean removeUnknown = mode == Mode.FIX || configuration.removeUnknown();
    Set<Drift> mended = new HashSet<>();
    for (Drift drift : found) {
      if (mending.mend(cluster, drift, asked, removeUnknown)) {
        mended.add(drift);
      }
    }
    count(cluster.backendId(), found, mended);
    return new Report(cluster.backendId(), found, mended);
  }

  /** Two sightings are one after the other: who was there in between, is not gone. */
  private void seenAgain(long backend, List<Drift> found) {
    List<Long> missing =
        found.stream()
            .filter(Drift.Missing.class::isInstance)
            .map(drift -> ((Drift.Missing) drift).server())
            .toList();
    QuarkusTransaction.requiringNew().run(() -> servers.notMissing(backend, missing));
  }

  private Map<String, InstanceInfo> ours(List<InstanceInfo> instances) {
    return instances.stream()
        .filter(instance -> names.server(instance.name()).isPresent())
        .collect(Collectors.toMap(InstanceInfo::name, Function.identity()));
  }

  private static Set<String> working(List<JobSummary> jobs) {
    return jobs.stream()
        .filter(job -> !job.status().isFinal())
        .flatMap(job -> job.instances().stream())
        .collect(Collectors.toSet());
  }

  private Predicate<Drift> concerns(Optional<Long> only) {
    return drift -> only.isEmpty() || drift.instance().equals(names.of(only.get()));
  }

  private void count(long backend, List<Drift> found, Set<Drift> mended) {
    for (Drift drift : found) {
      boolean done = mended.contains(drift);
      LOG.infof(
          "backend=%d instance=%s drift=%s mended=%s: %s",
          backend, drift.instance(), drift.kind(), done, drift.detail());
      metrics
          .counter(
              "cyclades.reconciliation.drift",
              "backend",
              Long.toString(backend),
              "kind",
              drift.kind(),
              "mended",
              Boolean.toString(done))
          .increment();
    }
  }
}
