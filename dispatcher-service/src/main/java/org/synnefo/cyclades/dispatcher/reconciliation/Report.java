package org.synnefo.cyclades.dispatcher.reconciliation;

import java.util.List;

/**
 * What a reconciliation of a cluster found.
 *
 * @param backend number of the backend
 * @param found everything that differs
 * @param mended what of it was mended; nothing in a dry run
 */
public record Report(long backend, List<Drift> found, List<Drift> mended) {

  public Report {
    found = List.copyOf(found);
    mended = List.copyOf(mended);
  }
}
