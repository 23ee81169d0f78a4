package org.synnefo.cyclades.local.faults;

import java.util.Map;

/** A further cluster's backend, that takes new servers only when it is told so. */
final class Backend {

  private final Database database;
  private final String name;
  private final Cluster cluster;

  /**
   * @param url where the dispatchers find it, with the credentials of the first backend
   * @param cluster the same, as an operator finds it
   */
  Backend(Database database, String name, String url, Cluster cluster) {
    this.database = database;
    this.name = name;
    this.cluster = cluster;
    database.change(
        """
        insert into backends (name, endpoints, rapi_user, rapi_password, public_nic, private_nic,
          drained, offline, total_memory_mib, free_memory_mib, total_disk_gib, free_disk_gib,
          created, updated)
        select ?, ?, rapi_user, rapi_password, public_nic, private_nic, true, false, 0, 0, 0, 0,
          now(), now()
        from backends where name = 'local'
        """,
        name,
        url);
  }

  Cluster cluster() {
    return cluster;
  }

  /** Its instances are of Ganeti's fake hypervisor, on a bridge without addresses. */
  void fakeHypervisor() {
    database.change(
        "update backends set hypervisor = 'fake', public_nic = '{\"mode\": \"bridged\"}'"
            + " where name = ?",
        name);
  }

  /** From now on new servers go here and nowhere else, or to the first backend again. */
  void takesNewServers(boolean here) {
    database.change("update backends set drained = name <> ?", here ? name : "local");
  }

  void slow(int milliseconds, int seconds) {
    cluster.fault(Map.of("kind", "delay", "milliseconds", milliseconds, "seconds", seconds));
  }

  /** Nobody asks it for anything any more. */
  void forget() {
    takesNewServers(false);
    database.change(
        "update servers set deleted = true, operating_state = 'DESTROYED', pending_action = null"
            + " where backend_id = (select id from backends where name = ?)",
        name);
    database.change(
        "update commands set state = 'FAILED' where state not in ('SUCCEEDED', 'FAILED')"
            + " and backend_id = (select id from backends where name = ?)",
        name);
    database.change(
        "update backends set offline = true, name = name || ' ' || id where name = ?", name);
  }
}
