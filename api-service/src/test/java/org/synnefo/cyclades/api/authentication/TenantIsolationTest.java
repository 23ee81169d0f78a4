package org.synnefo.cyclades.api.authentication;

import io.restassured.http.Header;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;
import org.synnefo.cyclades.model.account.UserType;

import static org.assertj.core.api.Assertions.assertThat;

@ApiTest
class TenantIsolationTest {

  @Inject TestTenants cloud;

  private static TestTenants.Tenant owner;
  private static TestTenants.Tenant stranger;
  private static final Map<String, Long> THINGS = new HashMap<>();

  /** Once for all rows, because no attempt of the other tenant changes anything. */
  @BeforeEach
  void createTwoTenants() {
    if (owner != null) {
      return;
    }
    cloud.link();
    cloud.link();
    owner = cloud.tenant();
    stranger = cloud.tenant();
    long server = cloud.activeServer(owner);
    cloud.backend(server);
    THINGS.put("server", server);
    THINGS.put("image", cloud.image(owner.id(), false));
    THINGS.put("network", network(owner));
    cloud.nic(server, THINGS.get("network"), 1, null, null);
    cloud.execute("insert into server_metadata values (?, 'a', 'secret')", server);
    cloud.execute("insert into image_metadata values (?, 'a', 'secret')", THINGS.get("image"));
    THINGS.put("ownServer", cloud.activeServer(stranger));
    THINGS.put("ownNetwork", network(stranger));
    THINGS.put("publicImage", cloud.image());
    THINGS.put("flavor", cloud.flavor());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /servers/{server} |",
        "PUT    | /servers/{server} | {'server': {'name': 'x'}}",
        "DELETE | /servers/{server} |",
        "GET    | /servers/{server}/ips |",
        "GET    | /servers/{server}/ips/public |",
        "GET    | /servers/{server}/ips/{network} |",
        "GET    | /servers/{ownServer}/ips/{network} |",
        "GET    | /servers/{server}/stats |",
        "GET    | /servers/{server}/meta |",
        "POST   | /servers/{server}/meta | {'metadata': {'a': 'b'}}",
        "GET    | /servers/{server}/meta/a |",
        "PUT    | /servers/{server}/meta/a | {'meta': {'a': 'b'}}",
        "DELETE | /servers/{server}/meta/a |",
        "POST   | /servers/{server}/action | {'start': {}}",
        "POST   | /servers/{server}/action | {'shutdown': {}}",
        "POST   | /servers/{server}/action | {'reboot': {'type': 'SOFT'}}",
        "POST   | /servers/{server}/action | {'console': {'type': 'vnc'}}",
        "POST   | /servers/{server}/action | {'firewallProfile': {'profile': 'ENABLED'}}",
        "POST   | /servers/{server}/action | {'rebuild': {'imageRef': {publicImage}}}",
        "POST   | /servers/{server}/action | {'resize': {'flavorRef': {flavor}}}",
        "POST   | /servers/{server}/action | {'confirmResize': {}}",
        "POST   | /servers/{server}/action | {'revertResize': {}}",
        "POST   | /servers/{server}/action | {'changePassword': {'adminPass': 'x'}}",
        "POST   | /servers/{ownServer}/action | {'rebuild': {'imageRef': {image}}}",
        "POST   | /servers | {'server': {'name': 'x', 'imageRef': {image}, 'flavorRef': {flavor}}}",
        "POST   | /images | {'image': {'name': 'x', 'serverRef': {server}}}",
        "GET    | /images/{image} |",
        "DELETE | /images/{image} |",
        "GET    | /images/{image}/meta |",
        "POST   | /images/{image}/meta | {'metadata': {'a': 'b'}}",
        "GET    | /images/{image}/meta/a |",
        "PUT    | /images/{image}/meta/a | {'meta': {'a': 'b'}}",
        "DELETE | /images/{image}/meta/a |",
        "GET    | /networks/{network} |",
        "PUT    | /networks/{network} | {'network': {'name': 'x'}}",
        "DELETE | /networks/{network} |",
        "POST   | /networks/{network}/action | {'add': {'serverRef': {ownServer}}}",
        "POST   | /networks/{network}/action | {'remove': {'serverRef': {ownServer}}}",
        "POST   | /networks/{ownNetwork}/action | {'add': {'serverRef': {server}}}",
        "POST   | /networks/{ownNetwork}/action | {'remove': {'serverRef': {server}}}",
      })
  void resourcesOfOtherTenantsLookMissing(String method, String path, String body) {
    for (String ending : new String[] {"", ".xml"}) {
      Response answer = send(method, fill(path, THINGS) + ending, fill(body, THINGS));
      Map<String, Long> absent = new HashMap<>(THINGS);
      for (String others : List.of("server", "image", "network")) {
        absent.put(others, 999_999_999L);
      }
      Response ofNothing = send(method, fill(path, absent) + ending, fill(body, absent));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.asString()).isEqualTo(ofNothing.asString());
      assertThat(answer.getHeaders().asList().stream().map(Header::getName).toList())
          .isEqualTo(ofNothing.getHeaders().asList().stream().map(Header::getName).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/servers",
        "/servers/detail",
        "/images",
        "/images/detail",
        "/networks",
        "/networks/detail"
      })
  void listsContainNothingOfOtherTenants(String path) {
    String collection = path.replaceAll("/detail|/", "");
    String since = ApiTime.write(Instant.now().minusSeconds(600));
    for (String query : List.of("", "?changes-since=" + since)) {
      List<Object> ids =
          stranger
              .asks()
              .get(TestTenants.BASE + path + query)
              .then()
              .statusCode(200)
              .extract()
              .path(collection + ".values.id");
      assertThat(ids.stream().map(Object::toString))
          .isNotEmpty()
          .doesNotContain(THINGS.get(collection.replaceFirst("s$", "")).toString());
    }
    String whole = stranger.asks().get(TestTenants.BASE + "/networks/detail").asString();
    assertThat(JsonPath.from(whole).getList("networks.values.servers.values.flatten()"))
        .doesNotContain(THINGS.get("server").intValue());
  }

  @Test
  void noAttemptChangedAnything() {
    assertThat(cloud.text("select name from servers where id = ?", THINGS.get("server")))
        .isEqualTo("web");
    assertThat(
            cloud.number(
                "select count(*) from commands where server_id = ? and verb <> 'CREATE'",
                THINGS.get("server")))
        .isZero();
  }

  private long network(TestTenants.Tenant tenant) {
    return tenant
        .asks()
        .body("{\"network\": {\"name\": \"mine\"}}")
        .post(TestTenants.BASE + "/networks")
        .jsonPath()
        .getLong("network.id");
  }

  private static String fill(String template, Map<String, Long> things) {
    String filled = template == null ? null : template.replace('\'', '"');
    for (Map.Entry<String, Long> thing : things.entrySet()) {
      filled =
          filled == null
              ? null
              : filled.replace("{" + thing.getKey() + "}", thing.getValue().toString());
    }
    return filled;
  }

  @Test
  void readOnlyTokensChangeNothing() {
    TestTenants.Tenant helpdesk = cloud.tenant(UserType.HELPDESK, false);
    TestTenants.Tenant reader = cloud.tenant(UserType.USER, true);
    for (TestTenants.Tenant tenant : List.of(helpdesk, reader)) {
      tenant.asks().get(TestTenants.BASE + "/servers").then().statusCode(200);
      tenant
          .asks()
          .body("{\"network\": {\"name\": \"n\"}}")
          .post(TestTenants.BASE + "/networks")
          .then()
          .statusCode(401);
    }
  }

  @Test
  void suspendedUsersAndExpiredTokensAreRejected() {
    TestTenants.Tenant suspended = cloud.tenant();
    cloud.execute("update users set state = 'SUSPENDED' where id = ?", suspended.id());
    suspended.asks().get(TestTenants.BASE + "/servers").then().statusCode(401);
    TestTenants.Tenant expired = cloud.tenant();
    cloud.execute("update tokens set expires_at = now() where user_id = ?", expired.id());
    expired.asks().get(TestTenants.BASE + "/servers").then().statusCode(401);
  }

  @Test
  void theTokenMayBeACookie() {
    TestTenants.Tenant tenant = cloud.tenant();
    io.restassured.RestAssured.given()
        .cookie("X-Auth-Token", tenant.token())
        .get(TestTenants.BASE + "/servers")
        .then()
        .statusCode(200);
  }

  private static Response send(String method, String path, String body) {
    var asks = stranger.asks();
    if (body != null) {
      asks.body(body);
    }
    return asks.request(method, TestTenants.BASE + path);
  }
}
