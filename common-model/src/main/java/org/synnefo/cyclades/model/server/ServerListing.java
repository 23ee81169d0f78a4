package org.synnefo.cyclades.model.server;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.network.NicRow;
import org.synnefo.cyclades.model.query.Page;
import org.synnefo.cyclades.model.query.Queries;

/** Reads servers with a fixed number of statements, no matter how many servers there are. */
public final class ServerListing {

  private static final String SERVERS =
      "select s.id, s.name, s.image_id, s.flavor_id, s.previous_flavor_id, s.backend_id, s.operating_state,"
          + " s.pending_action, s.job_opcode, s.job_status, s.build_percentage, s.fault_message,"
          + " s.fault_time, s.suspended, s.deleted, s.created, s.updated from servers s where s.user_id = ?";

  private static final String METADATA =
      "select server_id, meta_key, meta_value from server_metadata where server_id = any(?)"
          + " order by server_id, meta_key";

  private static final String NICS =
      "select n.server_id, n.network_id, w.public, w.name, n.mac, n.ipv4, n.ipv6,"
          + " n.firewall_profile from nics n join networks w on w.id = n.network_id"
          + " where n.server_id = any(?) order by n.server_id, n.position";

  private final Queries queries;

  public ServerListing(Queries queries) {
    this.queries = queries;
  }

  /** The id and name of a server. */
  public record Name(long id, String name) {}

  /** Lists ids and names of a user's servers with one statement. */
  public List<Name> names(long user, Page page) {
    List<Object> parameters = new ArrayList<>(List.of(user));
    String sql =
        "select s.id, s.name from servers s where s.user_id = ?" + page.sql("s", parameters);
    return queries.list(
        sql, row -> new Name(row.getLong("id"), row.getString("name")), parameters.toArray());
  }

  /** Lists servers of a user with metadata and NICs: three statements in two round trips. */
  public List<ServerRow> details(long user, Page page) {
    List<Object> parameters = new ArrayList<>(List.of(user));
    return read(SERVERS + page.sql("s", parameters), parameters);
  }

  /** Finds a server of a user, even if it is deleted. */
  public Optional<ServerRow> find(long user, long id) {
    return read(SERVERS + " and s.id = ?", List.of(user, id)).stream().findFirst();
  }

  private List<ServerRow> read(String sql, List<Object> parameters) {
    return queries.read(
        reader -> {
          List<ServerRow> servers = new ArrayList<>();
          Map<Long, ServerRow> byId = new HashMap<>();
          reader.each(sql, row -> servers.add(server(row)), parameters.toArray());
          if (servers.isEmpty()) {
            return servers;
          }
          servers.forEach(server -> byId.put(server.id(), server));
          reader.each(
              new Queries.Read(
                  METADATA,
                  row ->
                      byId.get(row.getLong("server_id"))
                          .metadata()
                          .put(row.getString("meta_key"), row.getString("meta_value")),
                  byId.keySet()),
              new Queries.Read(
                  NICS,
                  row -> byId.get(row.getLong("server_id")).nics().add(nic(row)),
                  byId.keySet()));
          return servers;
        });
  }

  private static ServerRow server(ResultSet row) throws SQLException {
    return new ServerRow(
        row.getLong("id"),
        row.getString("name"),
        row.getLong("image_id"),
        row.getLong("flavor_id"),
        Queries.number(row, "previous_flavor_id"),
        Queries.number(row, "backend_id"),
        Queries.constant(row, "operating_state", OperatingState.class),
        Queries.constant(row, "pending_action", PendingAction.class),
        row.getString("job_opcode"),
        Queries.constant(row, "job_status", JobStatus.class),
        row.getInt("build_percentage"),
        row.getString("fault_message"),
        Queries.time(row, "fault_time"),
        row.getBoolean("suspended"),
        row.getBoolean("deleted"),
        Queries.time(row, "created"),
        Queries.time(row, "updated"),
        new LinkedHashMap<>(),
        new ArrayList<>());
  }

  private static NicRow nic(ResultSet row) throws SQLException {
    return new NicRow(
        row.getLong("network_id"),
        row.getBoolean("public"),
        row.getString("name"),
        row.getString("mac"),
        row.getString("ipv4"),
        row.getString("ipv6"),
        Queries.constant(row, "firewall_profile", FirewallProfile.class));
  }
}
