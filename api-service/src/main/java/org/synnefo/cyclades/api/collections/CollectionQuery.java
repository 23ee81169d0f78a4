package org.synnefo.cyclades.api.collections;

import java.time.Instant;
import java.util.Optional;
import org.synnefo.cyclades.model.query.Page;

/**
 * What part of a collection is asked for.
 *
 * @param changesSince only what changed at or after then
 * @param marker id of the last item seen; 0: from the first
 * @param limit most items wanted; 0: all
 */
public record CollectionQuery(Optional<Instant> changesSince, long marker, int limit) {

  /** One item more than is wanted, which tells whether more remain. */
  public Page page() {
    return new Page(changesSince, marker, limit == 0 ? 0 : limit + 1);
  }
}
