package org.synnefo.cyclades.admin.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A backend that may be compared.
 *
 * @param certificateAuthority null: the runtime's own trust store
 */
record Cluster(
    long id,
    String name,
    String endpoints,
    String user,
    byte[] encryptedPassword,
    String certificateAuthority,
    boolean offline) {

  static Cluster of(ResultSet row) throws SQLException {
    return new Cluster(
        row.getLong("id"),
        row.getString("name"),
        row.getString("endpoints"),
        row.getString("rapi_user"),
        row.getBytes("rapi_password"),
        row.getString("certificate_authority"),
        row.getBoolean("offline"));
  }

  @Override
  public String toString() {
    return "Cluster[%s]".formatted(name);
  }
}
