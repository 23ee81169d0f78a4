package org.synnefo.cyclades.model.account;

import org.synnefo.cyclades.model.query.Queries;

/** Reads what a user has. */
public final class Usages {

  private static final String USAGE =
      "select count(s.id) as servers, coalesce(sum(f.cpu), 0) as vcpus,"
          + " coalesce(sum(f.ram_mib), 0) as memory, coalesce(sum(f.disk_gib), 0) as disk,"
          + " (select count(*) from networks w where w.user_id = ? and not w.deleted) as networks"
          + " from servers s join flavors f on f.id = s.flavor_id"
          + " where s.user_id = ? and not s.deleted";

  private final Queries queries;

  public Usages(Queries queries) {
    this.queries = queries;
  }

  public Usage of(long user) {
    return queries
        .first(
            USAGE,
            row ->
                new Usage(
                    row.getLong("servers"),
                    row.getLong("vcpus"),
                    row.getLong("memory"),
                    row.getLong("disk"),
                    row.getLong("networks")),
            user,
            user)
        .orElseThrow();
  }
}
