package org.synnefo.cyclades.dispatcher.backends;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.ganeti.client.ClusterInfo;
import org.synnefo.cyclades.model.backend.BackendRepository;

/**
 * Which cluster each backend is. A backend takes the UUID of the cluster that answers first; from
 * then on only an operator gives it another one.
 */
@ApplicationScoped
public class ClusterIdentities {

  private static final Logger LOG = Logger.getLogger(ClusterIdentities.class);

  private final BackendRepository backends;

  @Inject
  public ClusterIdentities(BackendRepository backends) {
    this.backends = backends;
  }

  /**
   * Gives a backend without an identity the one of the cluster that answered.
   *
   * @return the UUID of the cluster that the backend is, which another replica may have found first
   */
  String learn(long backend, ClusterInfo found) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              if (backends.identified(backend, found.uuid(), found.name())) {
                LOG.infof("backend=%d is the cluster %s (%s)", backend, found.name(), found.uuid());
              }
              return backends.findById(backend).clusterUuid;
            });
  }

  /** The cluster may have been renamed since it was first asked. */
  public void named(long backend, ClusterInfo found) {
    QuarkusTransaction.requiringNew()
        .run(() -> backends.named(backend, found.uuid(), found.name()));
  }

  /** Another cluster answers than the backend is. */
  void otherFound(long backend, ClusterInfo other) {
    LOG.errorf(
        "backend=%d another cluster answers: %s (%s). Nothing is read from it and nothing is"
            + " submitted to it until snf-admin backend accept says that it is the right one",
        backend, other.name(), other.uuid());
    QuarkusTransaction.requiringNew()
        .run(() -> backends.otherFound(backend, other.uuid(), other.name()));
  }

  /** The cluster that the backend is answers again. */
  void otherGone(long backend) {
    LOG.infof("backend=%d the right cluster answers again", backend);
    QuarkusTransaction.requiringNew().run(() -> backends.otherGone(backend));
  }
}
