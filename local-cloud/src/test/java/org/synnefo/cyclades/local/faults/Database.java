package org.synnefo.cyclades.local.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Looks into the cloud's database; a connection that is gone is replaced. */
final class Database implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 5;

  private final String url;
  private final Properties login = new Properties();
  private Connection connection;

  Database(String url, String user, String password) {
    this.url = url;
    login.setProperty("user", user);
    login.setProperty("password", password);
  }

  private Connection connection() throws SQLException {
    if (connection == null || !connection.isValid(PATIENCE_SECONDS)) {
      connection = DriverManager.getConnection(url, login);
    }
    return connection;
  }

  /** The rows, each with its columns by name. */
  synchronized List<Map<String, Object>> rows(String query, Object... parameters) {
    try (PreparedStatement statement = prepare(query, parameters);
        ResultSet result = statement.executeQuery()) {
      List<Map<String, Object>> rows = new ArrayList<>();
      while (result.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.put(result.getMetaData().getColumnName(i), result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** The first column of all rows. */
  List<Object> column(String query, Object... parameters) {
    return rows(query, parameters).stream().map(row -> row.values().iterator().next()).toList();
  }

  long number(String query, Object... parameters) {
    return ((Number) column(query, parameters).get(0)).longValue();
  }

  synchronized int change(String statement, Object... parameters) {
    try (PreparedStatement prepared = prepare(statement, parameters)) {
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection().prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  /** The commands that have not ended, as text. */
  List<Object> unfinishedCommands() {
    return column(
        "select server_id || ' ' || verb || ' ' || state || ' ' || coalesce(last_error, '')"
            + " from commands where state not in ('SUCCEEDED', 'FAILED')");
  }

  /** The dead letters, as text. */
  List<Object> deadLetters() {
    return column("select queue || ': ' || reason from dead_letters order by id");
  }

  /**
   * Servers as events find them, of one backend that nobody speaks to, so that nothing but events
   * changes them.
   *
   * @return the number of the first
   */
  long serversWithoutCluster(int number) {
    long backend =
        number(
            """
            insert into backends (name, endpoints, rapi_user, rapi_password, public_nic, private_nic,
              drained, offline, total_memory_mib, free_memory_mib, total_disk_gib, free_disk_gib,
              created, updated)
            select 'nobody-' || txid_current(), 'http://127.0.0.1:1', rapi_user, rapi_password,
              public_nic, private_nic, true, true, 0, 0, 0, 0, now(), now()
            from backends where name = 'local'
            returning id
            """);
    List<Object> servers =
        column(
            """
            insert into servers (name, user_id, image_id, flavor_id, backend_id, operating_state,
              pending_action, build_percentage, suspended, deleted, created, updated)
            select 'quiet', (select min(id) from users), (select min(id) from images),
              (select min(id) from flavors), ?, 'BUILD', 'CREATE', 0, false, false, now(), now()
            from generate_series(1, ?)
            returning id
            """,
            backend,
            number);
    return servers.stream().mapToLong(id -> ((Number) id).longValue()).min().orElseThrow();
  }

  @Override
  public synchronized void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }
}
