package org.synnefo.cyclades.dispatcher.reconciliation;

import java.util.List;
import java.util.Set;

/**
 * What a reconciliation of a cluster found.
 *
 * @param backend number of the backend
 * @param found everything that differs
 * @param mended what of it was mended; nothing in a dry run
 */
public record Report(long backend, List<Drift> found, Set<Drift> mended) {

  public Report {
    found = List.copyOf(found);
    mended = Set.copyOf(mended);
  }
}
