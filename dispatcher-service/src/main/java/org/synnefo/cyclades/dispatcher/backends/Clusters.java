package org.synnefo.cyclades.dispatcher.backends;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.Backends;
import org.synnefo.cyclades.model.secret.DeploymentKey;

/** The clusters of the deployment; one whose address changed is connected to anew. */
@ApplicationScoped
public class Clusters {

  private static final Logger LOG = Logger.getLogger(Clusters.class);

  private final Backends backends;
  private final GanetiClientFactory factory;
  private final DeploymentKey key;
  private final ClusterConfiguration configuration;
  private final MeterRegistry metrics;
  private final Map<Long, Cluster> connected = new ConcurrentHashMap<>();

  @Inject
  public Clusters(
      Backends backends,
      GanetiClientFactory factory,
      DeploymentKey key,
      ClusterConfiguration configuration,
      MeterRegistry metrics) {
    this.backends = backends;
    this.factory = factory;
    this.key = key;
    this.configuration = configuration;
    this.metrics = metrics;
  }

  /** The cluster of a backend; empty if there is none, or it is not to be spoken to. */
  public Optional<Cluster> of(long backendId) {
    return QuarkusTransaction.joiningExisting()
        .call(() -> backends.findByIdOptional(backendId))
        .filter(backend -> !backend.offline)
        .map(this::connect);
  }

  /** All clusters that are to be spoken to. */
  public List<Cluster> all() {
    return QuarkusTransaction.joiningExisting()
        .call(() -> backends.list("not offline order by id"))
        .stream()
        .map(this::connect)
        .toList();
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
          Cluster cluster = new Cluster(id, address, factory.connect(address), configuration);
          metrics.gauge(
              "cyclades.cluster.resting",
              Tags.of("backend", backend.name),
              cluster,
              measured -> measured.isResting() ? 1 : 0);
          return cluster;
        });
  }

  private ClusterAddress address(Backend backend) {
    return new ClusterAddress(
        Arrays.stream(backend.endpoints.strip().split("\\s+", -1)).map(URI::create).toList(),
        backend.rapiUser,
        key.decrypt(backend.rapiPassword, Backends.PASSWORD_PURPOSE),
        Optional.ofNullable(backend.certificateAuthority));
  }

  @PreDestroy
  void close() {
    connected.values().forEach(Cluster::close);
  }
}
