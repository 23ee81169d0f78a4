package org.synnefo.cyclades.api.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.settings.DeploymentSettings;

/**
 * Asks the cluster's remote API. The number of threads that wait for one cluster is limited, so
 * that a cluster that does not answer can't use all of them.
 */
@ApplicationScoped
public class GanetiConsoleDestinations implements ConsoleDestinations {

  private final BackendRepository backends;
  private final GanetiClientFactory clients;
  private final DeploymentKey key;
  private final DeploymentSettings deployment;
  private final int waiting;
  private final Map<Long, Semaphore> permits = new ConcurrentHashMap<>();

  @Inject
  public GanetiConsoleDestinations(
      BackendRepository backends,
      GanetiClientFactory clients,
      DeploymentKey key,
      DeploymentSettings deployment,
      ConsoleConfiguration configuration) {
    this.backends = backends;
    this.clients = clients;
    this.key = key;
    this.deployment = deployment;
    this.waiting = configuration.waitingPerCluster();
  }

  @Override
  public Optional<Destination> find(long server, long backend) {
    Backend cluster = backends.findById(backend);
    if (cluster.offline) {
      throw new BackendUnavailableException("Backend '%s' is offline".formatted(cluster.name));
    }
    Semaphore permit = permits.computeIfAbsent(backend, id -> new Semaphore(waiting));
    if (!permit.tryAcquire()) {
      throw new BackendUnavailableException(
          "%d other requests are waiting for backend '%s'".formatted(waiting, cluster.name));
    }
    try {
      return ask(cluster, deployment.backendPrefix() + "-" + server);
    } finally {
      permit.release();
    }
  }

  private Optional<Destination> ask(Backend cluster, String instance) {
    try (GanetiClient client = clients.connect(address(cluster))) {
      return ofCluster(client, cluster)
          .instance(instance)
          .flatMap(
              info -> info.networkPort().map(port -> new Destination(info.primaryNode(), port)));
    } catch (GanetiException | IllegalArgumentException e) {
      throw new BackendUnavailableException(
          "Backend '%s' did not return the console".formatted(cluster.name), e);
    }
  }

  /** Another cluster at the endpoint may have a machine of that name too. */
  private static GanetiClient ofCluster(GanetiClient client, Backend cluster) {
    return cluster.clusterUuid == null ? client : client.ofCluster(cluster.clusterUuid);
  }

  private ClusterAddress address(Backend cluster) {
    List<URI> endpoints =
        Arrays.stream(cluster.endpoints.strip().split("\\s+")).map(URI::create).toList();
    return new ClusterAddress(
        endpoints,
        cluster.rapiUser,
        key.decrypt(cluster.rapiPassword, BackendRepository.PASSWORD_PURPOSE),
        Optional.ofNullable(cluster.certificateAuthority));
  }
}
