package org.synnefo.cyclades.admin.reconciliation;

import java.util.List;
import org.synnefo.cyclades.model.reconciliation.FoundDrift;

/**
 * What came of a request to reconcile.
 *
 * @param compared the clusters that were
 * @param offline names of the offline backends, which were left out
 * @param failures why each of the other clusters was not compared
 */
record ReconciliationOutcome(List<Compared> compared, List<String> offline, List<String> failures) {

  /** A cluster, and in what the database differs from it. */
  record Compared(String backend, List<FoundDrift> drifts) {}
}
