package org.synnefo.cyclades.api.testing;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.synnefo.cyclades.model.account.TokenRepository;
import org.synnefo.cyclades.model.account.User;
import org.synnefo.cyclades.model.account.UserRepository;
import org.synnefo.cyclades.model.account.UserState;
import org.synnefo.cyclades.model.account.UserType;

/** Creates tenants and their resources, and makes requests for them. */
@ApplicationScoped
public class TestTenants {

  public static final String BASE = "/api/v1.1";

  @Inject UserRepository users;
  @Inject TokenRepository tokens;
  @Inject AgroalDataSource database;

  /** A user with a live token. */
  public record Tenant(long id, String token) {

    public RequestSpecification asks() {
      return RestAssured.given()
          .header("X-Auth-Token", token)
          .contentType(ContentType.JSON)
          .urlEncodingEnabled(false);
    }
  }

  public Tenant tenant() {
    return tenant(UserType.USER, false);
  }

  public Tenant tenant(UserType type, boolean readOnly) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              User user = new User();
              user.name = "tenant";
              user.email = UUID.randomUUID() + "@example.com";
              user.type = type;
              user.state = UserState.ACTIVE;
              user.created = Instant.now();
              user.updated = user.created;
              users.persist(user);
              return new Tenant(
                  user.id,
                  tokens.issue(user.id, "test", readOnly, Instant.now(), Duration.ofHours(1)));
            });
  }

  /** Returns a flavor, always the same one. */
  public long flavor() {
    return number(
        "insert into flavors (cpu, ram_mib, disk_gib, disk_template, deleted, created, updated)"
            + " values (1, 1024, 20, 'drbd', false, now(), now())"
            + " on conflict (cpu, ram_mib, disk_gib, disk_template) where not deleted"
            + " do update set deleted = false returning id");
  }

  /** Creates a public image of the deployment. */
  public long image() {
    return image(null, true);
  }

  public long image(Long owner, boolean isPublic) {
    return number(
        "insert into images (uuid, name, owner_id, public, state, location, disk_format, deleted,"
            + " created, updated) values (gen_random_uuid(), 'Debian', ?, ?, 'ACTIVE', 'debian',"
            + " 'diskdump', false, now(), now()) returning id",
        owner,
        isPublic);
  }

  /** Adds a free link to the pool. */
  public void link() {
    number(
        "insert into network_links (name) values (?) returning id",
        "prv" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** Creates a server through the API. */
  public long server(Tenant tenant) {
    return tenant
        .asks()
        .body(
            "{\"server\": {\"name\": \"web\", \"imageRef\": %d, \"flavorRef\": %d}}"
                .formatted(image(), flavor()))
        .post(BASE + "/servers")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath()
        .getLong("server.id");
  }

  /** Creates a running server, in the state that the dispatcher would leave it in. */
  public long activeServer(Tenant tenant) {
    long server = server(tenant);
    become(server, "STARTED");
    return server;
  }

  public void become(long server, String state) {
    execute(
        "update servers set operating_state = ?, pending_action = null, deleted = ?,"
            + " updated = now() where id = ?",
        state,
        state.equals("DESTROYED"),
        server);
    execute("update commands set state = 'SUCCEEDED' where server_id = ?", server);
  }

  /** Assigns the server to a cluster. */
  public void backend(long server) {
    execute(
        "insert into backends (name, endpoints, rapi_user, rapi_password, public_nic, private_nic,"
            + " drained, offline, total_memory_mib, free_memory_mib, total_disk_gib, free_disk_gib,"
            + " created, updated) values ('one', 'https://ganeti', 'u', 'p', '{}', '{}', false,"
            + " false, 0, 0, 0, 0, now(), now()) on conflict do nothing");
    execute("update servers set backend_id = (select min(id) from backends) where id = ?", server);
  }

  public void nic(long server, long network, int position, String ipv4, String profile) {
    execute(
        "insert into nics (server_id, network_id, position, mac, ipv4, firewall_profile)"
            + " values (?, ?, ?, ?, ?, ?)",
        server,
        network,
        position,
        "aa:00:00:00:00:0" + position,
        ipv4,
        profile);
  }

  public long publicNetwork() {
    return number("select id from networks where public");
  }

  public long number(String sql, Object... parameters) {
    return Long.parseLong(text(sql, parameters));
  }

  public String text(String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public int execute(String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
