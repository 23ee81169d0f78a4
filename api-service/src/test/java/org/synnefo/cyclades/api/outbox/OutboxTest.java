package org.synnefo.cyclades.api.outbox;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.CommandQueue;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@ApiTest
class OutboxTest {

  @Inject TestTenants cloud;
  @Inject BrokerChannel broker;

  private TestTenants.Tenant tenant;
  private CommandQueue queue;

  @BeforeEach
  void aDispatcherListens() {
    tenant = cloud.tenant();
    queue = CommandQueue.declare();
  }

  @Test
  void aCommandIsPublishedOnceAfterTheCommit() {
    long server = cloud.server(tenant);
    awaitPublished(server);
    assertThat(queue.verbs()).contains("create");
  }

  @Test
  void commandsLeftByACrashedProcessArePublished() {
    long server = cloud.activeServer(tenant);
    awaitPublished(server);
    cloud.execute(
        "insert into commands (id, verb, server_id, request_id, arguments, state, attempts,"
            + " next_attempt_at, created) values (?, 'SHUTDOWN', ?, 'req-1', '{}', 'PENDING', 0,"
            + " now(), now() - interval '1 minute')",
        UUID.randomUUID(),
        server);
    awaitPublished(server);
  }

  @Test
  void aLostConnectionIsReopened() {
    awaitPublished(cloud.server(tenant));
    broker.close();
    awaitPublished(cloud.server(tenant));
  }

  @Test
  void aFailedRequestLeavesNoCommand() {
    long server = cloud.server(tenant);
    tenant
        .asks()
        .body("{\"start\": {}}")
        .post(TestTenants.BASE + "/servers/" + server + "/action")
        .then()
        .statusCode(409)
        .body("buildInProgress.code", equalTo(409));
    assertThat(cloud.number("select count(*) from commands where server_id = ?", server))
        .isEqualTo(1);
  }

  @Test
  void secretsAreNotInTheMessageOrStoredInClearText() {
    long server =
        tenant
            .asks()
            .body(
                "{\"server\": {\"name\": \"web\", \"imageRef\": %d, \"flavorRef\": %d, \"adminPass\": \"s3cret-word\"}}"
                    .formatted(cloud.image(), cloud.flavor()))
            .post(TestTenants.BASE + "/servers")
            .then()
            .statusCode(202)
            .extract()
            .jsonPath()
            .getLong("server.id");
    String row =
        cloud.text(
            "select encode(secret, 'escape') || arguments from commands where server_id = ?",
            server);
    assertThat(List.of(row)).noneMatch(text -> text.contains("s3cret-word"));
  }

  @Test
  void aCommandHasTheTraceContextOfItsRequest() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    long server =
        tenant
            .asks()
            .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
            .body(
                "{\"server\": {\"name\": \"web\", \"imageRef\": %d, \"flavorRef\": %d}}"
                    .formatted(cloud.image(), cloud.flavor()))
            .post(TestTenants.BASE + "/servers")
            .then()
            .statusCode(202)
            .extract()
            .jsonPath()
            .getLong("server.id");

    assertThat(cloud.text("select trace_parent from commands where server_id = ?", server))
        .startsWith("00-" + trace + "-")
        .doesNotContain("00f067aa0ba902b7");
  }

  private void awaitPublished(long server) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                cloud.number(
                        "select count(*) from commands where server_id = ? and published_at is null",
                        server)
                    == 0);
  }
}
