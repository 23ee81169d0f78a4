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
import org.synnefo.cyclades.dispatcher.backends.ClusterIdentities;
import org.synnefo.cyclades.dispatcher.clock.DatabaseClock;
import org.synnefo.cyclades.dispatcher.networks.LinkRelease;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.JobSummary;
import org.synnefo.cyclades.model.message.Reconcile.Mode;
import org.synnefo.cyclades.model.server.ServerRepository;

/**
 * Compares one cluster with the database. A server is taken for gone when its instance was missing
 * in two looks in a row, by whichever replica, and the cluster has none of its name when it is
 * asked for that one. A look that would lose many at once is not believed.
 */
@ApplicationScoped
public class Reconciler {

  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  private final InstanceNames names;
  private final ClusterIdentities identities;
  private final KnownServers known;
  private final DriftRepair repair;
  private final SuspiciousLooks looks;
  private final LinkRelease links;
  private final ServerRepository servers;
  private final ReconciliationConfiguration configuration;
  private final DatabaseClock clock;
  private final MeterRegistry metrics;

  @Inject
  public Reconciler(
      InstanceNames names,
      ClusterIdentities identities,
      KnownServers known,
      DriftRepair repair,
      SuspiciousLooks looks,
      LinkRelease links,
      ServerRepository servers,
      ReconciliationConfiguration configuration,
      DatabaseClock clock,
      MeterRegistry metrics) {
    this.names = names;
    this.identities = identities;
    this.known = known;
    this.repair = repair;
    this.looks = looks;
    this.links = links;
    this.servers = servers;
    this.configuration = configuration;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * @param only server to look at; empty: all
   * @throws org.synnefo.cyclades.ganeti.client.GanetiException if the cluster does not answer; then
   *     nothing was changed
   */
  public Report reconcile(Cluster cluster, Mode mode, Optional<Long> only) {
    Instant asked = clock.now();
    identities.named(cluster.backendId(), cluster.call(GanetiClient::info));
    List<JobSummary> jobs = cluster.call(client -> client.jobs());
    List<InstanceInfo> instances = cluster.call(client -> client.instances());
    Comparison comparison =
        known.compare(cluster.backendId(), ours(instances), working(jobs), asked);
    List<Drift> all = comparison.drifts();
    List<Drift> found = all.stream().filter(concerns(only)).toList();
    if (mode == Mode.DRY_RUN) {
      return new Report(cluster.backendId(), found, Set.of());
    }
    if (only.isEmpty()) {
      seenAgain(cluster.backendId(), found);
    }
    boolean believed =
        !looks.isSuspicious(cluster.backendId(), Losses.of(all), comparison.servers().size());
    Set<Drift> mended = believed ? repair(cluster, mode, found, asked) : Set.of();
    if (believed && only.isEmpty() && comparison.isComplete()) {
      links.looked(cluster.backendId(), asked, instances);
    }
    count(cluster.backendId(), found, mended);
    return new Report(cluster.backendId(), found, mended);
  }

  private Set<Drift> repair(Cluster cluster, Mode mode, List<Drift> found, Instant asked) {
    boolean removeLeftovers = mode == Mode.FIX || configuration.removeLeftovers();
    int tags = configuration.tagsPerLook();
    Set<Drift> mended = new HashSet<>();
    for (Drift drift : found) {
      if (drift instanceof Drift.Untagged && tags-- <= 0) {
        continue;
      }
      if (repair.mend(cluster, drift, asked, removeLeftovers)) {
        mended.add(drift);
      }
    }
    return mended;
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
