package org.synnefo.cyclades.dispatcher.backends;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.Backends;
import org.synnefo.cyclades.model.secret.DeploymentKey;

/** Speaks to the clusters: a client for each, made anew when an operator changed the backend. */
@ApplicationScoped
public class Clusters {

  private record Connection(Instant configured, GanetiClient client) {}

  private final Backends backends;
  private final DeploymentKey key;
  private final GanetiClientFactory factory;
  private final Map<Long, Connection> connections = new ConcurrentHashMap<>();

  Clusters(Backends backends, DeploymentKey key, GanetiClientFactory factory) {
    this.backends = backends;
    this.key = key;
    this.factory = factory;
  }

  /**
   * @throws IllegalArgumentException if there is no such backend
   */
  public GanetiClient client(long backendId) {
    Backend backend = QuarkusTransaction.requiringNew().call(() -> backends.findById(backendId));
    if (backend == null) {
      throw new IllegalArgumentException("There is no backend " + backendId);
    }
    return connections
        .compute(
            backendId,
            (id, known) -> {
              if (known != null && known.configured().equals(backend.updated)) {
                return known;
              }
              if (known != null) {
                known.client().close();
              }
              return new Connection(backend.updated, factory.connect(address(backend)));
            })
        .client();
  }

  private ClusterAddress address(Backend backend) {
    return new ClusterAddress(
        Arrays.stream(backend.endpoints.split("\\s+")).map(URI::create).toList(),
        backend.rapiUser,
        key.decrypt(backend.rapiPassword, Backends.PASSWORD_PURPOSE),
        Optional.ofNullable(backend.certificateAuthority));
  }

  @PreDestroy
  void close() {
    connections.values().forEach(connection -> connection.client().close());
  }
}
