package org.synnefo.cyclades.api.collections;

import java.time.Instant;
import java.util.Optional;
import org.synnefo.cyclades.model.query.Page;

/**
 * Selects part of a collection.
 *
 * @param changesSince only items that changed at or after this time
 * @param marker id of the last item of the previous page; 0 for the first page
 * @param limit maximum number of items; 0 for all
 */
public record CollectionQuery(Optional<Instant> changesSince, long marker, int limit) {

  /** Asks for one item more than the limit, to find out whether there are more pages. */
  public Page page() {
    return new Page(changesSince, marker, limit == 0 ? 0 : limit + 1);
  }
}
