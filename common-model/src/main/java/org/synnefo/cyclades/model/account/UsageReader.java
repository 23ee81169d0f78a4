package org.synnefo.cyclades.model.account;

import org.synnefo.cyclades.model.query.Queries;

/** Reads the current usage of a user. */
public final class UsageReader {

  /**
   * During a resize a server has up to three flavors: the current one, the one before a resize that
   * can be reverted, and the requested one. The largest counts.
   */
  private static final String USAGE =
      "select count(s.id) as servers, coalesce(sum(greatest(f.cpu, p.cpu, a.cpu)), 0) as vcpus,"
          + " coalesce(sum(greatest(f.ram_mib, p.ram_mib, a.ram_mib)), 0) as memory,"
          + " coalesce(sum(greatest(f.disk_gib, p.disk_gib, a.disk_gib)), 0) as disk,"
          + " (select count(*) from networks w where w.user_id = ? and not w.deleted) as networks"
          + " from servers s join flavors f on f.id = s.flavor_id"
          + " left join flavors p on p.id = s.previous_flavor_id"
          + " left join flavors a on a.id = (select max((c.arguments ->> 'flavor')::bigint)"
          + " from commands c where c.server_id = s.id and c.verb = 'RESIZE'"
          + " and c.state in ('PENDING', 'SUBMITTING', 'SUBMITTED'))"
          + " where s.user_id = ? and not s.deleted";

  private final Queries queries;

  public UsageReader(Queries queries) {
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
