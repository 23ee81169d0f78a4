package org.synnefo.cyclades.admin.backends;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.admin.database.Database;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.model.query.Queries;

/** The clusters of the deployment, and what the dispatcher may do with them. */
public final class BackendInventory {

  private static final String ENTRIES =
      "select b.name, b.endpoints, b.drained, b.offline, b.total_memory_mib, b.free_memory_mib,"
          + " b.total_disk_gib, b.free_disk_gib, b.capacity_updated, (select count(*) from servers s"
          + " where s.backend_id = b.id and not s.deleted) as servers from backends b";

  private static final String SET =
      "update backends set drained = coalesce(?, drained), offline = coalesce(?, offline),"
          + " updated = ? where name = ?";

  private static final String ACCEPT_CLUSTER =
      "update backends set cluster_uuid = other_cluster_uuid, cluster_name = other_cluster_name,"
          + " other_cluster_uuid = null, other_cluster_name = null, updated = ?"
          + " where name = ? and other_cluster_uuid is not null";

  private static final String ACCEPT_LOSSES =
      "update backends set accepted_missing = suspect_missing, accepted_unknown = suspect_unknown,"
          + " suspect_missing = null, suspect_unknown = null, updated = ?"
          + " where name = ? and suspect_missing is not null";

  private final Database database;

  public BackendInventory(Database database) {
    this.database = database;
  }

  /**
   * A cluster.
   *
   * @param endpoints separated by blanks
   * @param drained whether it takes no new servers
   * @param offline whether the dispatcher leaves it alone
   * @param measured when its capacity was; null: never
   * @param servers how many it has that are not deleted
   */
  record Entry(
      String name,
      String endpoints,
      boolean drained,
      boolean offline,
      long totalMemoryMib,
      long freeMemoryMib,
      long totalDiskGib,
      long freeDiskGib,
      Instant measured,
      long servers) {}

  /** All clusters by name. */
  List<Entry> list() {
    return database.transaction(
        statements -> statements.list(ENTRIES + " order by b.name", BackendInventory::entry));
  }

  /**
   * Changes what is given.
   *
   * @return the cluster as it is now
   * @throws CommandFailedException if there is no such backend
   */
  Entry set(String name, Optional<Boolean> drained, Optional<Boolean> offline, Instant now) {
    return database.transaction(
        statements -> {
          statements.update(SET, drained.orElse(null), offline.orElse(null), now, name);
          return statements
              .first(ENTRIES + " where b.name = ?", BackendInventory::entry, name)
              .orElseThrow(
                  () -> CommandFailedException.mistake("backend '%s' does not exist", name));
        });
  }

  /**
   * Takes the other cluster that answers for the one that is meant.
   *
   * @return the cluster as it is now
   * @throws CommandFailedException if there is no such backend, or the right cluster answers
   */
  Entry acceptCluster(String name, Instant now) {
    return accept(ACCEPT_CLUSTER, name, now, "no other cluster answers at the endpoints of '%s'");
  }

  /**
   * Has the dispatcher believe what it found in its last look at the cluster.
   *
   * @return the cluster as it is now
   * @throws CommandFailedException if there is no such backend, or the last look was believed
   */
  Entry acceptLosses(String name, Instant now) {
    return accept(ACCEPT_LOSSES, name, now, "the last look at '%s' was believed");
  }

  private Entry accept(String statement, String name, Instant now, String otherwise) {
    return database.transaction(
        statements -> {
          int accepted = statements.update(statement, now, name);
          Entry entry =
              statements
                  .first(ENTRIES + " where b.name = ?", BackendInventory::entry, name)
                  .orElseThrow(
                      () -> CommandFailedException.mistake("backend '%s' does not exist", name));
          if (accepted == 0) {
            throw CommandFailedException.failure(otherwise, name);
          }
          return entry;
        });
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString("name"),
        row.getString("endpoints"),
        row.getBoolean("drained"),
        row.getBoolean("offline"),
        row.getLong("total_memory_mib"),
        row.getLong("free_memory_mib"),
        row.getLong("total_disk_gib"),
        row.getLong("free_disk_gib"),
        Queries.time(row, "capacity_updated"),
        row.getLong("servers"));
  }
}
