package org.synnefo.cyclades.admin.reconciliation;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.synnefo.cyclades.admin.settings.Settings;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.rapi.Certificates;
import org.synnefo.cyclades.model.backend.BackendRepository;

/**
 * Tells which backends the dispatcher skips because their rows can't be used. Nothing is asked of
 * the clusters.
 */
final class BackendCheck {

  private final Settings settings;

  BackendCheck(Settings settings) {
    this.settings = settings;
  }

  /** Why a backend can't be used; empty if it can. */
  Optional<String> complaint(Cluster cluster) {
    try {
      ClusterAddress address =
          new ClusterAddress(
              Arrays.stream(cluster.endpoints().strip().split("\\s+", -1))
                  .map(URI::create)
                  .toList(),
              cluster.user(),
              password(cluster),
              Optional.ofNullable(cluster.certificateAuthority()));
      address.certificateAuthority().ifPresent(Certificates::ofPem);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }

  /** Without the deployment's key everything but the password is looked at. */
  private String password(Cluster cluster) {
    try {
      return settings
          .deploymentKey()
          .map(key -> key.decrypt(cluster.encryptedPassword(), BackendRepository.PASSWORD_PURPOSE))
          .orElse("");
    } catch (IllegalArgumentException otherKey) {
      throw new IllegalArgumentException(
          "its password was not encrypted with this deployment key; load the backend again");
    }
  }
}
