package org.synnefo.cyclades.model.network;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synnefo.cyclades.model.query.Page;
import org.synnefo.cyclades.model.query.Queries;

/** Reads networks with two statements, no matter how many there are. */
public final class NetworkListing {

  private static final String NETWORKS =
      "select w.id, w.name, w.public, w.deleted, w.created, w.updated from networks w"
          + " where (w.public or w.user_id = ?)";

  private static final String SERVERS =
      "select distinct n.network_id, n.server_id from nics n join servers s on s.id = n.server_id"
          + " where n.network_id = any(?) and s.user_id = ? and not s.deleted"
          + " order by n.network_id, n.server_id";

  private final Queries queries;

  public NetworkListing(Queries queries) {
    this.queries = queries;
  }

  /** Lists the public network and those of a user. */
  public List<NetworkRow> list(long user, Page page) {
    List<Object> parameters = new ArrayList<>(List.of(user));
    return read(user, NETWORKS + page.sql("w", parameters), parameters);
  }

  /** Finds a network of a user that is not deleted. */
  public Optional<NetworkRow> find(long user, long id) {
    return read(
            user, NETWORKS + " and not w.public and not w.deleted and w.id = ?", List.of(user, id))
        .stream()
        .findFirst();
  }

  /** The public network, with the servers of a user. */
  public NetworkRow publicNetwork(long user) {
    return read(user, NETWORKS + " and w.public", List.of(user)).get(0);
  }

  private List<NetworkRow> read(long user, String sql, List<Object> parameters) {
    return queries.read(
        reader -> {
          List<NetworkRow> networks =
              reader.list(sql, NetworkListing::network, parameters.toArray());
          Map<Long, NetworkRow> byId = new HashMap<>();
          networks.forEach(network -> byId.put(network.id(), network));
          if (!byId.isEmpty()) {
            reader.each(
                SERVERS,
                row -> byId.get(row.getLong("network_id")).servers().add(row.getLong("server_id")),
                byId.keySet(),
                user);
          }
          return networks;
        });
  }

  private static NetworkRow network(ResultSet row) throws SQLException {
    return new NetworkRow(
        row.getLong("id"),
        row.getString("name"),
        row.getBoolean("public"),
        row.getBoolean("deleted"),
        Queries.time(row, "created"),
        Queries.time(row, "updated"),
        new ArrayList<>());
  }
}
