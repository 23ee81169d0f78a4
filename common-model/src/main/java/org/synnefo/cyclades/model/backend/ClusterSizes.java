package org.synnefo.cyclades.model.backend;

import org.synnefo.cyclades.model.query.Queries;

/** Reads how large clusters are. */
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
   * Whether a server of that size could ever be built: some cluster that takes new servers is large
   * enough, or nobody has asked for its size yet. While there is no cluster at all, there may be
   * one soon.
   */
  public boolean couldHold(long memoryMib, long diskGib) {
    return queries
        .first(COULD_HOLD, row -> row.getBoolean("could_hold"), memoryMib, diskGib)
        .orElseThrow();
  }
}
