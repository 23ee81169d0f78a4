package org.synnefo.cyclades.vncproxy.proxy;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.synnefo.cyclades.model.console.ConsoleGrantStore;
import org.synnefo.cyclades.model.console.IssuedConsoleGrant;

/** Issues grants like the API does, for one user and one server. */
@ApplicationScoped
class TestGrants {

  static final long USER = 1;
  static final long SERVER = 1;

  private final ConsoleGrantStore grants;
  private final DataSource database;

  TestGrants(ConsoleGrantStore grants, DataSource database) {
    this.grants = grants;
    this.database = database;
  }

  IssuedConsoleGrant issue(int port) {
    return issue("127.0.0.1", port, Duration.ofMinutes(1));
  }

  IssuedConsoleGrant issue(String host, int port, Duration lifetime) {
    prepare();
    return grants.issue(USER, SERVER, host, port, lifetime);
  }

  /** Locks the grants: nobody can use one until the result is closed. */
  AutoCloseable lock() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table console_grants in access exclusive mode");
    }
    return () -> {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.close();
    };
  }

  private synchronized void prepare() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into users (id, name, email, type, state, created, updated)
            values (1, 'u', 'u@example.com', 'USER', 'ACTIVE', now(), now()) on conflict do nothing;
          insert into flavors (id, cpu, ram_mib, disk_gib, disk_template, deleted, created, updated)
            values (1, 1, 512, 1, 'file', false, now(), now()) on conflict do nothing;
          insert into images (id, uuid, name, public, state, location, disk_format, deleted, created, updated)
            values (1, gen_random_uuid(), 'i', true, 'ACTIVE', 'i', 'diskdump', false, now(), now())
            on conflict do nothing;
          insert into servers (id, name, user_id, image_id, flavor_id, operating_state, build_percentage, suspended,
                               deleted, created, updated)
            values (1, 's', 1, 1, 1, 'STARTED', 100, false, false, now(), now()) on conflict do nothing;
          """);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
