package org.synnefo.cyclades.api.authentication;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.Cloud;
import org.synnefo.cyclades.model.account.UserType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

@ApiTest
class TenantWallTest {

  private record Request(String method, String path, String body) {}

  @Inject Cloud cloud;

  @Test
  void aStrangerLearnsNothing() {
    Cloud.Tenant owner = cloud.tenant();
    Cloud.Tenant stranger = cloud.tenant();
    cloud.link();
    long server = cloud.activeServer(owner);
    long image = cloud.image(owner.id(), false);
    int network =
        owner
            .asks()
            .body("{\"network\": {\"name\": \"mine\"}}")
            .post(Cloud.BASE + "/networks")
            .path("network.id");
    for (Request request : requests(server, image, network)) {
      Response answer = send(stranger, request);
      assertThat(answer.statusCode()).as(request.toString()).isEqualTo(404);
      Request absent =
          new Request(
              request.method(),
              request.path().replaceFirst("/[0-9]+", "/999999999"),
              request.body() == null ? null : request.body().replaceAll("\\d+", "999999999"));
      assertThat(answer.asString())
          .as("as for what is not there: " + request)
          .isEqualTo(send(stranger, absent).asString());
    }
    for (String path : List.of("servers", "servers/detail")) {
      stranger.asks().get(Cloud.BASE + "/" + path).then().body("servers.values", hasSize(0));
    }
    stranger.asks().get(Cloud.BASE + "/networks").then().body("networks.values", hasSize(1));
  }

  @Test
  void whoMayOnlyReadChangesNothing() {
    Cloud.Tenant helpdesk = cloud.tenant(UserType.HELPDESK, false);
    Cloud.Tenant reader = cloud.tenant(UserType.USER, true);
    for (Cloud.Tenant tenant : List.of(helpdesk, reader)) {
      tenant.asks().get(Cloud.BASE + "/servers").then().statusCode(200);
      tenant
          .asks()
          .body("{\"network\": {\"name\": \"n\"}}")
          .post(Cloud.BASE + "/networks")
          .then()
          .statusCode(401);
    }
  }

  @Test
  void suspendedUsersAndExpiredTokensAreRefused() {
    Cloud.Tenant suspended = cloud.tenant();
    cloud.execute("update users set state = 'SUSPENDED' where id = ?", suspended.id());
    suspended.asks().get(Cloud.BASE + "/servers").then().statusCode(401);
    Cloud.Tenant expired = cloud.tenant();
    cloud.execute("update tokens set expires_at = now() where user_id = ?", expired.id());
    expired.asks().get(Cloud.BASE + "/servers").then().statusCode(401);
  }

  @Test
  void aCookieIsAsGoodAsTheHeader() {
    Cloud.Tenant tenant = cloud.tenant();
    io.restassured.RestAssured.given()
        .cookie("X-Auth-Token", tenant.token())
        .get(Cloud.BASE + "/servers")
        .then()
        .statusCode(200);
  }

  private static List<Request> requests(long server, long image, long network) {
    String servers = "/servers/" + server;
    String images = "/images/" + image;
    String networks = "/networks/" + network;
    return List.of(
        new Request("GET", servers, null),
        new Request("PUT", servers, "{\"server\": {\"name\": \"x\"}}"),
        new Request("DELETE", servers, null),
        new Request("GET", servers + "/ips", null),
        new Request("GET", servers + "/ips/public", null),
        new Request("GET", servers + "/stats", null),
        new Request("GET", servers + "/meta", null),
        new Request("POST", servers + "/meta", "{\"metadata\": {\"a\": \"b\"}}"),
        new Request("GET", servers + "/meta/a", null),
        new Request("PUT", servers + "/meta/a", "{\"meta\": {\"a\": \"b\"}}"),
        new Request("DELETE", servers + "/meta/a", null),
        new Request("POST", servers + "/action", "{\"start\": {}}"),
        new Request("POST", servers + "/action", "{\"shutdown\": {}}"),
        new Request("POST", servers + "/action", "{\"reboot\": {\"type\": \"SOFT\"}}"),
        new Request("POST", servers + "/action", "{\"console\": {\"type\": \"vnc\"}}"),
        new Request(
            "POST", servers + "/action", "{\"firewallProfile\": {\"profile\": \"ENABLED\"}}"),
        new Request("POST", servers + "/action", "{\"confirmResize\": {}}"),
        new Request("POST", servers + "/action", "{\"revertResize\": {}}"),
        new Request("GET", images, null),
        new Request("DELETE", images, null),
        new Request("GET", images + "/meta", null),
        new Request("POST", images + "/meta", "{\"metadata\": {\"a\": \"b\"}}"),
        new Request("PUT", images + "/meta/a", "{\"meta\": {\"a\": \"b\"}}"),
        new Request("DELETE", images + "/meta/a", null),
        new Request(
            "POST",
            "/images",
            "{\"image\": {\"name\": \"x\", \"serverRef\": %d}}".formatted(server)),
        new Request("GET", networks, null),
        new Request("PUT", networks, "{\"network\": {\"name\": \"x\"}}"),
        new Request("DELETE", networks, null),
        new Request(
            "POST", networks + "/action", "{\"add\": {\"serverRef\": %d}}".formatted(server)),
        new Request(
            "POST", networks + "/action", "{\"remove\": {\"serverRef\": %d}}".formatted(server)));
  }

  private static Response send(Cloud.Tenant tenant, Request request) {
    var asks = tenant.asks();
    if (request.body() != null) {
      asks.body(request.body());
    }
    return asks.request(request.method(), Cloud.BASE + request.path());
  }
}
