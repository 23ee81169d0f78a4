package org.synnefo.cyclades.model.backend;

import org.synnefo.cyclades.model.query.Queries;

/** Reads the total sizes of clusters. */
public final class ClusterSizes {

  private static final String COULD_HOLD =
      "select not exists (select from backends) or exists (select from backends b"
          + " where not b.offline and not b.drained and (b.capacity_updated is null"
          + " or b.total_memory_mib >= ? and b.total_disk_gib >= ?)) as could_hold";

  private final Queries queries;

  public ClusterSizes(Queries queries) {
    this.queries = queries;
  }

  /**
   * Whether a server of this size could ever be built, that is, whether a cluster that accepts new
   * servers is large enough. A cluster whose size is not known yet counts as large enough. Without
   * any cluster the answer is yes, because one may be added soon.
   */
  public boolean couldHold(long memoryMib, long diskGib) {
    return queries
        .first(COULD_HOLD, row -> row.getBoolean("could_hold"), memoryMib, diskGib)
        .orElseThrow();
  }
}
