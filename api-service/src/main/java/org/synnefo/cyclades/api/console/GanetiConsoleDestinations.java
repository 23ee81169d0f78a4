package org.synnefo.cyclades.api.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.api.configuration.DeploymentConfiguration;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.Backends;
import org.synnefo.cyclades.model.secret.DeploymentKey;

/** Asks the cluster's remote API. */
@ApplicationScoped
public class GanetiConsoleDestinations implements ConsoleDestinations {

  private final Backends backends;
  private final GanetiClientFactory clients;
  private final DeploymentKey key;
  private final DeploymentConfiguration deployment;

  @Inject
  public GanetiConsoleDestinations(
      Backends backends,
      GanetiClientFactory clients,
      DeploymentKey key,
      DeploymentConfiguration deployment) {
    this.backends = backends;
    this.clients = clients;
    this.key = key;
    this.deployment = deployment;
  }

  @Override
  public Optional<Destination> find(long server, long backend) {
    Backend cluster = backends.findById(backend);
    String instance = deployment.backendPrefix() + "-" + server;
    try (GanetiClient client = clients.connect(address(cluster))) {
      return client
          .instance(instance)
          .flatMap(
              info -> info.networkPort().map(port -> new Destination(info.primaryNode(), port)));
    } catch (GanetiException e) {
      throw new BackendUnavailableException(
          "Backend '%s' does not answer".formatted(cluster.name), e);
    }
  }

  private ClusterAddress address(Backend cluster) {
    List<URI> endpoints =
        Arrays.stream(cluster.endpoints.strip().split("\\s+")).map(URI::create).toList();
    return new ClusterAddress(
        endpoints,
        cluster.rapiUser,
        key.decrypt(cluster.rapiPassword, Backends.PASSWORD_PURPOSE),
        Optional.ofNullable(cluster.certificateAuthority));
  }
}
