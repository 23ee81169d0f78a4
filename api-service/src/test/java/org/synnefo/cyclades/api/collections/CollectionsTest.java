package org.synnefo.cyclades.api.collections;

import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@ApiTest
class CollectionsTest {

  @Inject TestTenants cloud;

  private TestTenants.Tenant tenant;

  @BeforeEach
  void createATenant() {
    tenant = cloud.tenant();
  }

  @Test
  void pagesLinkToTheNextPage() {
    int first = (int) cloud.server(tenant);
    int second = (int) cloud.server(tenant);
    int third = (int) cloud.server(tenant);
    String next =
        tenant
            .asks()
            .get(TestTenants.BASE + "/servers?limit=2")
            .then()
            .body("servers.values.id", contains(first, second))
            .body("servers_links[0].rel", equalTo("next"))
            .extract()
            .path("servers_links[0].href");
    assertThat(next).isEqualTo("http://api.example.com/api/v1.1/servers?limit=2&marker=" + second);
    tenant
        .asks()
        .get(next.replace("http://api.example.com", ""))
        .then()
        .body("servers.values.id", contains(third))
        .body("servers_links", nullValue());
    tenant
        .asks()
        .get(TestTenants.BASE + "/servers/detail.xml?limit=2")
        .then()
        .body("servers.link.@rel", equalTo("next"))
        .body(
            "servers.link.@href",
            equalTo("http://api.example.com/api/v1.1/servers/detail.xml?limit=2&marker=" + second));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "limit=-1",
        "limit=1e3",
        "limit=99999999999999999999",
        "limit=%D9%A1",
        "marker=x",
        "marker=0",
        "changes-since=2999-01-01T00:00:00Z",
        "changes-since=2001-01-01T00:00:00Z",
        "changes-since=yesterday",
        "limit="
      })
  void badParametersAreRejected(String query) {
    for (String path : new String[] {"servers", "flavors/detail", "images", "networks/detail"}) {
      tenant
          .asks()
          .get(TestTenants.BASE + "/" + path + "?" + query)
          .then()
          .statusCode(400)
          .body("badRequest.code", equalTo(400));
    }
  }

  @Test
  void withoutChangesTheResponseIs304() {
    cloud.server(tenant);
    String now = ApiTime.write(Instant.now());
    String body =
        tenant
            .asks()
            .get(TestTenants.BASE + "/servers?changes-since=" + now)
            .then()
            .statusCode(304)
            .extract()
            .asString();
    assertThat(body).isEmpty();
  }

  @Test
  void changesIncludeDeletedServers() {
    String before = ApiTime.write(Instant.now().minusSeconds(1)).replace("+", "%2B");
    long id = cloud.server(tenant);
    cloud.become(id, "DESTROYED");
    tenant
        .asks()
        .get(TestTenants.BASE + "/servers/detail?changes-since=" + before)
        .then()
        .statusCode(200)
        .body("servers.values[0].status", equalTo("DELETED"));
  }

  @Test
  void changesIncludeDeletedNetworks() {
    cloud.link();
    String before = ApiTime.write(Instant.now().minusSeconds(1));
    int id =
        tenant
            .asks()
            .body("{\"network\": {\"name\": \"n\"}}")
            .post(TestTenants.BASE + "/networks")
            .path("network.id");
    tenant.asks().delete(TestTenants.BASE + "/networks/" + id).then().statusCode(204);
    tenant
        .asks()
        .get(TestTenants.BASE + "/networks/detail?changes-since=" + before)
        .then()
        .statusCode(200)
        .body("networks.values.find { it.id == %d }.status".formatted(id), equalTo("DELETED"));
    tenant.asks().get(TestTenants.BASE + "/networks/" + id).then().statusCode(404);
  }
}
