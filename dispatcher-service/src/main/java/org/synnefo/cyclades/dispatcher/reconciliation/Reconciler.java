package org.synnefo.cyclades.dispatcher.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.JobSummary;

/**
 * Compares one cluster with the database. A server without an instance is only believed to be gone
 * when it is seen so twice in a row.
 */
@ApplicationScoped
public class Reconciler {

  private static final Logger LOG = Logger.getLogger(Reconciler.class);

  private final InstanceNames names;
  private final KnownServers known;
  private final Mending mending;
  private final MeterRegistry metrics;
  private final Map<Long, Set<Drift>> missingBefore = new ConcurrentHashMap<>();

  @Inject
  public Reconciler(
      InstanceNames names, KnownServers known, Mending mending, MeterRegistry metrics) {
    this.names = names;
    this.known = known;
    this.mending = mending;
    this.metrics = metrics;
  }

  /** What is done with what is found. */
  public enum Mode {
    /** Nothing is changed. */
    DRY_RUN,
    /** What the configuration allows is mended. */
    MEND
  }

  /**
   * @param only servers to look at; empty: all
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
    List<Drift> mended = new ArrayList<>();
    if (mode == Mode.MEND) {
      Set<Drift> certain = twiceMissing(cluster.backendId(), found, only);
      for (Drift drift : found) {
        if ((!(drift instanceof Drift.Missing) || certain.contains(drift))
            && mending.mend(cluster, drift, asked)) {
          mended.add(drift);
        }
      }
      report(cluster.backendId(), found, mended);
    }
    return new Report(cluster.backendId(), found, mended);
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

  private Set<Drift> twiceMissing(long backend, List<Drift> found, Optional<Long> only) {
    Set<Drift> missing =
        found.stream().filter(Drift.Missing.class::isInstance).collect(Collectors.toSet());
    if (only.isPresent()) {
      return Set.of();
    }
    Set<Drift> before = missingBefore.put(backend, missing);
    return before == null
        ? Set.of()
        : missing.stream().filter(before::contains).collect(Collectors.toSet());
  }

  private void report(long backend, List<Drift> found, List<Drift> mended) {
    for (Drift drift : found) {
      boolean done = mended.contains(drift);
      LOG.infof(
          "backend=%d instance=%s drift=%s mended=%s",
          backend, drift.instance(), drift.kind(), done);
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
