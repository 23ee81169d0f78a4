package org.synnefo.cyclades.api.networks;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@ApiTest
class NetworksTest {

  @Inject TestTenants cloud;
  @Inject DataSource database;

  private TestTenants.Tenant tenant;

  @BeforeEach
  void createATenant() {
    tenant = cloud.tenant();
  }

  @Test
  void aServerIsConnectedToAndDisconnectedFromAPrivateNetwork() {
    long server = cloud.activeServer(tenant);
    long network = network();
    String action = TestTenants.BASE + "/networks/" + network + "/action";
    String add = "{\"add\": {\"serverRef\": %d}}".formatted(server);
    String remove = "{\"remove\": {\"serverRef\": \"%d\"}}".formatted(server);
    tenant.asks().body(remove).post(action).then().statusCode(400);
    tenant.asks().body(add).post(action).then().statusCode(202);
    tenant.asks().body(add).post(action).then().statusCode(400);
    cloud.become(server, "STARTED");
    cloud.nic(server, network, 1, null, null);
    tenant
        .asks()
        .get(TestTenants.BASE + "/networks/detail")
        .then()
        .statusCode(200)
        .body("networks.values[0].id", equalTo("public"))
        .body("networks.values[1].servers.values[0]", equalTo((int) server));
    tenant.asks().delete(TestTenants.BASE + "/networks/" + network).then().statusCode(204);
    assertThat(
            cloud.text(
                "select arguments from commands where server_id = ? and state = 'PENDING'", server))
        .isEqualTo("{\"action\": \"remove\", \"network\": %d}".formatted(network));
  }

  @Test
  void deletingANetworkDisconnectsAServerThatIsBeingConnected() {
    long server = cloud.activeServer(tenant);
    long network = network();
    tenant
        .asks()
        .body("{\"add\": {\"serverRef\": %d}}".formatted(server))
        .post(TestTenants.BASE + "/networks/" + network + "/action")
        .then()
        .statusCode(202);

    tenant.asks().delete(TestTenants.BASE + "/networks/" + network).then().statusCode(204);

    assertThat(commandsOf(server)).isEqualTo("add, remove");
    assertThat(hasLink(network)).as("that the link is still taken").isTrue();
  }

  @Test
  void deletingANetworkWithoutServersFreesItsLinkImmediately() {
    long network = network();

    tenant.asks().delete(TestTenants.BASE + "/networks/" + network).then().statusCode(204);

    assertThat(hasLink(network)).isFalse();
  }

  @Test
  void requestsDoNotLockOrWaitForNetworksOfOthers() throws Exception {
    long server = cloud.activeServer(tenant);
    long network = network();
    cloud.nic(server, network, 1, null, null);
    TestTenants.Tenant stranger = cloud.tenant();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select from servers where id = %d for update".formatted(server));
      statement.execute("select from networks where id = %d for update".formatted(network));
      statement.execute("set local statement_timeout = '20s'");

      stranger.asks().delete(TestTenants.BASE + "/networks/" + network).then().statusCode(404);

      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private long network() {
    cloud.link();
    return tenant
        .asks()
        .body("{\"network\": {\"name\": \"private\"}}")
        .post(TestTenants.BASE + "/networks")
        .then()
        .statusCode(202)
        .body("network.status", equalTo("ACTIVE"))
        .extract()
        .jsonPath()
        .getLong("network.id");
  }

  private String commandsOf(long server) {
    return cloud.text(
        "select string_agg(arguments ->> 'action', ', ' order by created) from commands"
            + " where server_id = ? and state = 'PENDING' and verb = 'MODIFY_NICS'",
        server);
  }

  private boolean hasLink(long network) {
    return cloud.number("select count(*) from network_links where network_id = ?", network) > 0;
  }
}
