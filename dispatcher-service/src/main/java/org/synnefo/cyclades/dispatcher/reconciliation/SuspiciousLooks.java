package org.synnefo.cyclades.dispatcher.reconciliation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;

/**
 * Keeps reconciliation from believing a look that would lose many machines at once. It is kept in
 * the backend's row, for the health of every replica, until a look is believable again or an
 * operator accepts it.
 */
@ApplicationScoped
public class SuspiciousLooks {

  private static final Logger LOG = Logger.getLogger(SuspiciousLooks.class);

  private final BackendRepository backends;

  @Inject
  public SuspiciousLooks(BackendRepository backends) {
    this.backends = backends;
  }

  /** Whether nothing of what was found may be mended. */
  boolean isSuspicious(long backend, Losses losses, int servers) {
    return QuarkusTransaction.requiringNew()
        .call(() -> judge(backends.lock(backend).orElseThrow(), losses, servers));
  }

  private static boolean judge(Backend backend, Losses losses, int servers) {
    Losses accepted = new Losses(backend.acceptedMissing, backend.acceptedUnknown);
    boolean suspicious = losses.isSuspicious(accepted, servers);
    if (suspicious) {
      LOG.errorf(
          "backend=%d of %d servers %d have no instance, and %d instances have no server: nothing"
              + " is mended until snf-admin backend accept --losses says that it is so",
          backend.id, servers, losses.missing(), losses.unknown());
    }
    backend.suspectMissing = suspicious ? losses.missing() : null;
    backend.suspectUnknown = suspicious ? losses.unknown() : null;
    if (losses.missing() == 0) {
      backend.acceptedMissing = 0;
    }
    backend.acceptedUnknown = Math.min(backend.acceptedUnknown, losses.unknown());
    return suspicious;
  }
}
