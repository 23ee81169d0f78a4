package org.synnefo.cyclades.dispatcher.backends;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.secret.DeploymentKey;

/** The clusters of the deployment; one whose address changed is connected to anew. */
@ApplicationScoped
public class Clusters {

  private static final Logger LOG = Logger.getLogger(Clusters.class);
  private static final int AFTER_THE_CONSUMERS = 3000;

  private final BackendRepository backends;
  private final GanetiClientFactory factory;
  private final DeploymentKey key;
  private final ClusterIdentities identities;
  private final ClusterConfiguration configuration;
  private final MeterRegistry metrics;
  private final Map<Long, Cluster> connected = new ConcurrentHashMap<>();
  private final Map<Long, String> unusable = new ConcurrentHashMap<>();

  @Inject
  public Clusters(
      BackendRepository backends,
      GanetiClientFactory factory,
      DeploymentKey key,
      ClusterIdentities identities,
      ClusterConfiguration configuration,
      MeterRegistry metrics) {
    this.backends = backends;
    this.factory = factory;
    this.key = key;
    this.identities = identities;
    this.configuration = configuration;
    this.metrics = metrics;
  }

  /** The cluster of a backend; empty if there is none, or it can't or must not be spoken to. */
  public Optional<Cluster> of(long backendId) {
    return QuarkusTransaction.joiningExisting()
        .call(() -> backends.findByIdOptional(backendId))
        .filter(backend -> !backend.offline)
        .flatMap(this::usable);
  }

  /** All clusters that can and may be spoken to. */
  public List<Cluster> all() {
    return QuarkusTransaction.joiningExisting().call(this::online).stream()
        .flatMap(backend -> usable(backend).stream())
        .toList();
  }

  /** A backend whose settings are wrong is an operator's problem, and of its own servers alone. */
  private Optional<Cluster> usable(Backend backend) {
    try {
      Cluster cluster = connect(backend);
      cluster.expect(backend.clusterUuid, backend.otherClusterUuid != null);
      cluster.suspect(backend.suspectMissing != null);
      unusable.remove(backend.id);
      return Optional.of(cluster);
    } catch (RuntimeException wrong) {
      metrics.counter("cyclades.cluster.unusable", "backend", backend.name).increment();
      String reason = String.valueOf(wrong.getMessage());
      if (!reason.equals(unusable.put(backend.id, reason))) {
        LOG.errorf("backend=%d (%s) can't be connected to: %s", backend.id, backend.name, reason);
      }
      return Optional.empty();
    }
  }

  private Cluster connect(Backend backend) {
    ClusterAddress address = address(backend);
    return connected.compute(
        backend.id,
        (id, present) -> {
          if (present != null && present.address().equals(address)) {
            return present;
          }
          if (present != null) {
            LOG.infof("backend=%d has another address", id);
            present.close();
          }
          Cluster cluster =
              new Cluster(id, address, factory.connect(address), identities, configuration);
          measure(backend);
          return cluster;
        });
  }

  private void measure(Backend backend) {
    Tags tags = Tags.of("backend", backend.name);
    long id = backend.id;
    metrics.gauge(
        "cyclades.cluster.resting", tags, connected, all -> all.get(id).isResting() ? 1 : 0);
    metrics.gauge(
        "cyclades.cluster.other", tags, connected, all -> all.get(id).answersAsAnother() ? 1 : 0);
    metrics.gauge(
        "cyclades.cluster.suspicious", tags, connected, all -> all.get(id).isSuspicious() ? 1 : 0);
    metrics.gauge("cyclades.cluster.calls", tags, connected, all -> all.get(id).callsNow());
    metrics.gauge("cyclades.cluster.waiting", tags, connected, all -> all.get(id).waiting());
  }

  /** What keeps backends from being driven, by their number; nothing where all is well. */
  public Map<Long, String> complaints() {
    Map<Long, String> complaints = new TreeMap<>(unusable);
    for (Backend backend : QuarkusTransaction.joiningExisting().call(this::online)) {
      usable(backend)
          .flatMap(Cluster::complaint)
          .or(() -> otherCluster(backend))
          .or(() -> losses(backend))
          .ifPresent(complaint -> complaints.put(backend.id, complaint));
    }
    return complaints;
  }

  /** What another replica saw is a complaint of each. */
  private static Optional<String> otherCluster(Backend backend) {
    return Optional.ofNullable(backend.otherClusterUuid)
        .map(
            uuid ->
                "The cluster %s (%s) answers instead of %s (%s)"
                    .formatted(
                        backend.otherClusterName, uuid, backend.clusterName, backend.clusterUuid));
  }

  private static Optional<String> losses(Backend backend) {
    return Optional.ofNullable(backend.suspectMissing)
        .map(
            missing ->
                "%d servers have no instance and %d instances no server: nothing is mended"
                    .formatted(missing, backend.suspectUnknown));
  }

  private List<Backend> online() {
    return backends.list("not offline order by id");
  }

  private ClusterAddress address(Backend backend) {
    return new ClusterAddress(
        Arrays.stream(backend.endpoints.strip().split("\\s+", -1)).map(URI::create).toList(),
        backend.rapiUser,
        key.decrypt(backend.rapiPassword, BackendRepository.PASSWORD_PURPOSE),
        Optional.ofNullable(backend.certificateAuthority));
  }

  /** What was asked of a cluster is finished; what waits is left to another replica. */
  void stop(@Observes @Priority(AFTER_THE_CONSUMERS) ShutdownEvent stopped) {
    connected.values().forEach(Cluster::stop);
    connected.values().forEach(Cluster::close);
  }
}
