package org.synnefo.cyclades.admin.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A user. Limits that are null are the deployment's defaults. */
record User(
    long id,
    String name,
    String email,
    String type,
    String state,
    Integer maxServers,
    Integer maxVcpus,
    Integer maxMemoryMib,
    Integer maxDiskGib,
    Integer maxNetworks) {

  static User of(ResultSet row) throws SQLException {
    return new User(
        row.getLong("id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("type"),
        row.getString("state"),
        row.getObject("max_servers", Integer.class),
        row.getObject("max_vcpus", Integer.class),
        row.getObject("max_memory_mib", Integer.class),
        row.getObject("max_disk_gib", Integer.class),
        row.getObject("max_networks", Integer.class));
  }
}
