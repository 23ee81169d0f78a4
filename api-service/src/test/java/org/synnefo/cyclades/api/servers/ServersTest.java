package org.synnefo.cyclades.api.servers;

import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@ApiTest
class ServersTest {

  @Inject TestTenants cloud;

  private TestTenants.Tenant tenant;

  @BeforeEach
  void createATenant() {
    tenant = cloud.tenant();
  }

  @Test
  void aNewServerIsInBuildAndItsPasswordIsShownOnce() {
    long image = cloud.image();
    long flavor = cloud.flavor();
    long id =
        tenant
            .asks()
            .body(
                """
                {"server": {"name": " My Server ", "imageRef": "http://x/images/%d", "flavorRef": "%d",
                  "metadata": {"foo": "bar"},
                  "personality": [{"path": "/etc/motd", "contents": "aGVsbG8="}]}}"""
                    .formatted(image, flavor))
            .post(TestTenants.BASE + "/servers")
            .then()
            .statusCode(202)
            .contentType("application/json;charset=UTF-8")
            .header("X-Compute-Request-Id", matchesPattern("req-[0-9a-f-]{36}"))
            .header("Vary", "X-Auth-Token")
            .header("Cache-Control", "no-cache, no-store, max-age=0")
            .header("Date", not(nullValue()))
            .body("server.status", equalTo("BUILD"))
            .body("server.progress", equalTo(0))
            .body("server.name", equalTo("My Server"))
            .body("server.imageRef", equalTo((int) image))
            .body("server.flavorRef", equalTo((int) flavor))
            .body("server.metadata.values.foo", equalTo("bar"))
            .body("server.adminPass", matchesPattern("[A-Za-z0-9]{12}"))
            .body("server.created", matchesPattern(".{26}\\+00:00"))
            .body(
                "server.links.values[0].href",
                startsWith("http://api.example.com/api/v1.1/servers/"))
            .extract()
            .jsonPath()
            .getLong("server.id");

    tenant
        .asks()
        .get(TestTenants.BASE + "/servers/" + id)
        .then()
        .statusCode(200)
        .body("server.adminPass", nullValue())
        .body("server.addresses", nullValue());
  }

  @Test
  void aServerShowsWhyItsLastActionFailed() {
    long server = cloud.activeServer(tenant);
    cloud.execute(
        "update servers set fault_message = 'No <space> left', fault_time = now() where id = ?",
        server);

    tenant
        .asks()
        .get(TestTenants.BASE + "/servers/" + server)
        .then()
        .statusCode(200)
        .body("server.fault.code", equalTo(500))
        .body("server.fault.message", equalTo("No <space> left"))
        .body("server.fault.created", matchesPattern(".{26}\\+00:00"));
    tenant
        .asks()
        .get(TestTenants.BASE + "/servers/" + server + ".xml")
        .then()
        .statusCode(200)
        .body("server.fault.@message", equalTo("No <space> left"));
  }

  @Test
  void theCommandOfANewServerIsPublishedOnceAQueueExists() {
    cloud.server(tenant);
    assertThat(
            cloud.number(
                "select count(*) from commands c join servers s on s.id = c.server_id"
                    + " where s.user_id = ? and c.verb = 'CREATE' and c.secret is not null",
                tenant.id()))
        .isEqualTo(1);
  }

  @Test
  void serversAreListedAsXml() {
    long id = cloud.activeServer(tenant);
    cloud.nic(id, cloud.publicNetwork(), 0, "192.168.32.7", "DISABLED");
    tenant
        .asks()
        .get(TestTenants.BASE + "/servers/detail.xml")
        .then()
        .statusCode(200)
        .contentType("application/xml;charset=UTF-8")
        .body("servers.server.@status", equalTo("ACTIVE"))
        .body("servers.server.@progress", equalTo("100"))
        .body("servers.server.addresses.network.@firewallProfile", equalTo("DISABLED"))
        .body("servers.server.addresses.network.ip.@addr", equalTo("192.168.32.7"));
  }

  @Test
  void serversOfOtherTenantsAreNotFound() {
    long id = cloud.server(tenant);
    cloud
        .tenant()
        .asks()
        .get(TestTenants.BASE + "/servers/" + id)
        .then()
        .statusCode(404)
        .body("itemNotFound.code", equalTo(404))
        .body("itemNotFound.message", equalTo("Server not found."))
        .body("itemNotFound.details", equalTo(""));
  }

  @Test
  void anUnknownUrlIsABadRequestInTheRequestedRepresentation() {
    tenant
        .asks()
        .get("/api/v1.1/nothing.xml")
        .then()
        .statusCode(400)
        .contentType("application/xml;charset=UTF-8")
        .body("badRequest.@code", equalTo("400"));
    tenant.asks().get("/nothing").then().statusCode(400).body("badRequest.code", equalTo(400));
    tenant
        .asks()
        .delete(TestTenants.BASE + "/servers")
        .then()
        .statusCode(400)
        .body("badRequest.code", equalTo(400));
  }

  @Test
  void requestsWithoutATokenAreRejected() {
    new TestTenants.Tenant(0, "wrong")
        .asks()
        .get(TestTenants.BASE + "/servers")
        .then()
        .statusCode(401)
        .body("unauthorized.code", equalTo(401));
  }

  @Test
  void aDeletedServerStaysVisibleUntilTheBackendRemovedIt() {
    long id = cloud.activeServer(tenant);
    tenant.asks().delete(TestTenants.BASE + "/servers/" + id).then().statusCode(204);
    tenant.asks().get(TestTenants.BASE + "/servers/").then().body("servers.values", hasSize(1));
    cloud.become(id, "DESTROYED");
    tenant.asks().get(TestTenants.BASE + "/servers").then().body("servers.values", hasSize(0));
    tenant
        .asks()
        .get(TestTenants.BASE + "/servers/" + id)
        .then()
        .statusCode(200)
        .body("server.status", equalTo("DELETED"));
    tenant
        .asks()
        .delete(TestTenants.BASE + "/servers/" + id)
        .then()
        .statusCode(400)
        .body("badRequest.message", equalTo("Server has been deleted."));
  }

  @Test
  void actionsBecomeCommands() {
    long id = cloud.activeServer(tenant);
    act(id, "{\"shutdown\": {}}", 202);
    act(id, "{\"start\": {}}", 202);
    act(id, "{\"reboot\": {\"type\": \"HARD\"}}", 202);
    act(id, "{\"firewallProfile\": {\"profile\": \"ENABLED\"}}", 202);
    act(id, "{\"reboot\": {\"type\": \"hard\"}}", 400);
    act(id, "{\"start\": {}, \"shutdown\": {}}", 400);
    act(id, "{\"start\": []}", 400);
    act(id, "{\"fly\": {}}", 400);
    assertThat(
            cloud.text(
                "select string_agg(verb || ' ' || arguments, ', ' order by created)"
                    + " from commands where server_id = ? and verb <> 'CREATE'",
                id))
        .isEqualTo(
            "SHUTDOWN {}, START {}, REBOOT {\"type\": \"HARD\"}, SET_FIREWALL {\"profile\": \"ENABLED\"}");
  }

  @Test
  void aRunningServerHasAConsole() {
    long id = cloud.activeServer(tenant);
    cloud.backend(id);
    tenant
        .asks()
        .body("{\"console\": {\"type\": \"vnc\"}}")
        .post(TestTenants.BASE + "/servers/" + id + "/action")
        .then()
        .statusCode(200)
        .body("console.type", equalTo("vnc"))
        .body("console.host", equalTo("console.example.com"))
        .body("console.port", equalTo(8777))
        .body("console.password", matchesPattern("[A-Za-z0-9]{8}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'path': '../etc/passwd' | path",
        "'path': '/etc/../../x' | path",
        "'path': '/etc/a\\nb' | path",
        "'path': '' | path",
        "'path': '/a'; 'mode': '0999' | mode",
        "'path': '/a'; 'mode': 'rw' | mode",
        "'path': '/a'; 'owner': 'ro ot' | owner",
        "'path': '/a'; 'group': '-x' | group"
      })
  void invalidPersonalityFilesAreRejectedWithTheNameOfTheField(String fields, String field) {
    tenant
        .asks()
        .body(
            """
            {"server": {"name": "web", "imageRef": %d, "flavorRef": %d,
              "personality": [{%s, "contents": "aGVsbG8="}]}}"""
                .formatted(
                    cloud.image(), cloud.flavor(), fields.replace('\'', '"').replace(';', ',')))
        .post(TestTenants.BASE + "/servers")
        .then()
        .statusCode(400)
        .body("badRequest.message", startsWith("The " + field + " of a personality file"));
  }

  @Test
  void aFileMayHaveAnOwnerAGroupAndAMode() {
    tenant
        .asks()
        .body(
            """
            {"server": {"name": "web", "imageRef": %d, "flavorRef": %d, "personality": [
              {"path": "etc/a..b", "contents": "", "owner": "root", "group": "0", "mode": "0640"}]}}"""
                .formatted(cloud.image(), cloud.flavor()))
        .post(TestTenants.BASE + "/servers")
        .then()
        .statusCode(202);
  }

  @Test
  void theQuotaLimitsTheNumberOfServers() {
    cloud.server(tenant);
    cloud.server(tenant);
    cloud.server(tenant);
    tenant
        .asks()
        .body(
            "{\"server\": {\"name\": \"web\", \"imageRef\": %d, \"flavorRef\": %d}}"
                .formatted(cloud.image(), cloud.flavor()))
        .post(TestTenants.BASE + "/servers")
        .then()
        .statusCode(413)
        .body(
            "overLimit.message",
            equalTo("Quota exceeded for servers: limit 3, used 3, requested 1."));
  }

  @Test
  void commandsAreMarkedPublishedOnceAQueueIsBound() {
    long server = cloud.server(tenant);
    org.synnefo.cyclades.api.testing.CommandQueue queue =
        org.synnefo.cyclades.api.testing.CommandQueue.declare();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                cloud.number(
                        "select count(*) from commands where server_id = ? and published_at is not null",
                        server)
                    == 1);
    assertThat(queue.verbs()).contains("create");
  }

  @Test
  void aFlavorThatNoClusterCanHostIsRejected() {
    cloud.backend(cloud.server(tenant));
    long clusters =
        cloud.execute(
            "update backends set capacity_updated = now(), total_memory_mib = 512,"
                + " total_disk_gib = 1000 where not drained");
    try {
      assertThat(clusters).isPositive();
      tenant
          .asks()
          .body(
              "{\"server\": {\"name\": \"web\", \"imageRef\": %d, \"flavorRef\": %d}}"
                  .formatted(cloud.image(), cloud.flavor()))
          .post(TestTenants.BASE + "/servers")
          .then()
          .statusCode(503)
          .body("serverCapacityUnavailable.code", equalTo(503));
    } finally {
      cloud.execute("update backends set capacity_updated = null");
    }
  }

  private void act(long server, String body, int status) {
    tenant
        .asks()
        .body(body)
        .post(TestTenants.BASE + "/servers/" + server + "/action")
        .then()
        .statusCode(status);
  }
}
