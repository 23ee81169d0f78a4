package org.synnefo.cyclades.admin.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.synnefo.cyclades.admin.AdminConfiguration;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.secret.DeploymentKey;

/**
 * Tells which backends the dispatcher skips, since a client can't be made of their rows. Nothing is
 * asked of the cluster.
 */
@ApplicationScoped
class BackendCheck {

  private final GanetiClientFactory clients;
  private final AdminConfiguration configuration;

  BackendCheck(GanetiClientFactory clients, AdminConfiguration configuration) {
    this.clients = clients;
    this.configuration = configuration;
  }

  /** Why a backend can't be used; empty if it can. */
  Optional<String> complaint(Backend backend) {
    try (GanetiClient usable = clients.connect(address(backend))) {
      return Optional.empty();
    } catch (RuntimeException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }

  private ClusterAddress address(Backend backend) {
    return new ClusterAddress(
        Arrays.stream(backend.endpoints.strip().split("\\s+", -1)).map(URI::create).toList(),
        backend.rapiUser,
        password(backend),
        Optional.ofNullable(backend.certificateAuthority));
  }

  /** Without the deployment's key everything but the password is looked at. */
  private String password(Backend backend) {
    return configuration
        .deploymentKey()
        .map(DeploymentKey::parse)
        .map(key -> key.decrypt(backend.rapiPassword, BackendRepository.PASSWORD_PURPOSE))
        .orElse("");
  }
}
