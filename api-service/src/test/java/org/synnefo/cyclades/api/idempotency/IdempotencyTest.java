package org.synnefo.cyclades.api.idempotency;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@ApiTest
class IdempotencyTest {

  @Inject TestTenants cloud;

  private TestTenants.Tenant tenant;
  private String body;

  @BeforeEach
  void aRequest() {
    tenant = cloud.tenant();
    body =
        "{\"server\": {\"name\": \"web\", \"imageRef\": %d, \"flavorRef\": %d}}"
            .formatted(cloud.image(), cloud.flavor());
  }

  @Test
  void aRepeatedRequestReturnsTheSameServerAndPassword() {
    String first = create("one", body).statusCode(202).extract().asString();
    String second = create("one", body).statusCode(202).extract().asString();
    assertThat(second).isEqualTo(first);
    assertThat(cloud.number("select count(*) from servers where user_id = ?", tenant.id()))
        .isEqualTo(1);
    assertThat(
            cloud.text(
                "select encode(answer, 'escape') from idempotency_keys where user_id = ?",
                tenant.id()))
        .doesNotContain("adminPass");
  }

  @Test
  void anotherBodyWithTheSameKeyIsRejected() {
    create("two", body).statusCode(202);
    create("two", body.replace("web", "db")).statusCode(400);
  }

  @Test
  void keysAreSeparatePerUser() {
    create("three", body).statusCode(202);
    tenant = cloud.tenant();
    create("three", body.replace("web", "db")).statusCode(202);
  }

  @Test
  void aFailureReleasesTheKey() {
    create("four", body.replace("\"imageRef\": ", "\"imageRef\": 99999")).statusCode(404);
    create("four", body).statusCode(202);
  }

  @Test
  void anActionIsNotExecutedTwice() {
    long server = cloud.activeServer(tenant);
    String action = TestTenants.BASE + "/servers/" + server + "/action";
    for (int i = 0; i < 3; i++) {
      tenant
          .asks()
          .header("Idempotency-Key", "five")
          .body("{\"start\": {}}")
          .post(action)
          .then()
          .statusCode(202);
    }
    assertThat(
            cloud.number(
                "select count(*) from commands where server_id = ? and verb = 'START'", server))
        .isEqualTo(1);
  }

  /** Every POST of the API, with a check that it was executed once. */
  @Test
  void noPostIsExecutedTwice() {
    cloud.link();
    cloud.link();
    long server = cloud.activeServer(tenant);
    long image = cloud.image(tenant.id(), false);
    String network =
        twice("/networks", "{\"network\": {\"name\": \"n\"}}", 202).getString("network.id");
    twice("/images", "{\"image\": {\"name\": \"i\", \"serverRef\": %d}}".formatted(server), 202);
    twice(
        "/networks/" + network + "/action",
        "{\"add\": {\"serverRef\": %d}}".formatted(server),
        202);
    twice("/servers/" + server + "/meta", "{\"metadata\": {\"a\": \"b\"}}", 201);
    twice("/images/" + image + "/meta", "{\"metadata\": {\"a\": \"b\"}}", 201);
    assertThat(cloud.number("select count(*) from networks where user_id = ?", tenant.id()))
        .isOne();
    assertThat(cloud.number("select count(*) from images where source_server_id = ?", server))
        .isOne();
    assertThat(
            cloud.number(
                "select count(*) from commands where server_id = ? and verb = 'MODIFY_NICS'",
                server))
        .isOne();
  }

  @Test
  void aRebuildIsExecutedOnceAndReturnsTheNewState() {
    long server = cloud.activeServer(tenant);
    long image = cloud.image();
    JsonPath answer =
        twice(
            "/servers/" + server + "/action",
            """
            {"rebuild": {"imageRef": %d, "name": "new", "metadata": {"a": "b"}}}"""
                .formatted(image),
            202);
    assertThat(answer.getString("server.status")).isEqualTo("REBUILD");
    assertThat(answer.getLong("server.imageRef")).isEqualTo(image);
    assertThat(answer.getString("server.name")).isEqualTo("new");
    assertThat(answer.getString("server.metadata.values.a")).isEqualTo("b");
    assertThat(
            cloud.number(
                "select count(*) from commands where server_id = ? and verb = 'REINSTALL'", server))
        .isOne();
  }

  @Test
  void aConsoleIsGrantedOnce() {
    long server = cloud.activeServer(tenant);
    cloud.backend(server);
    twice("/servers/" + server + "/action", "{\"console\": {\"type\": \"vnc\"}}", 200);
    assertThat(cloud.number("select count(*) from console_grants where server_id = ?", server))
        .isOne();
  }

  @Test
  void anExpiredKeyCanBeReused() {
    create("six", body).statusCode(202);
    cloud.execute(
        "update idempotency_keys set expires_at = now() - interval '1 second' where user_id = ?",
        tenant.id());
    create("six", body.replace("web", "db")).statusCode(202);
  }

  private JsonPath twice(String path, String request, int status) {
    String key = UUID.randomUUID().toString();
    String first = post(key, path, request).statusCode(status).extract().asString();
    String second = post(key, path, request).statusCode(status).extract().asString();
    assertThat(second).as(path).isEqualTo(first);
    return JsonPath.from(first.isEmpty() ? "{}" : first);
  }

  private ValidatableResponse post(String key, String path, String request) {
    return tenant
        .asks()
        .header("Idempotency-Key", key)
        .body(request)
        .post(TestTenants.BASE + path)
        .then();
  }

  @Test
  void anInvalidKeyIsRejected() {
    create("x".repeat(256), body).statusCode(400).body("badRequest.code", equalTo(400));
  }

  private ValidatableResponse create(String key, String request) {
    return tenant
        .asks()
        .header("Idempotency-Key", key)
        .body(request)
        .post(TestTenants.BASE + "/servers")
        .then();
  }
}
