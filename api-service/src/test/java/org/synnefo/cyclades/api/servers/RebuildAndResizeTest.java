package org.synnefo.cyclades.api.servers;

import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

@ApiTest
class RebuildAndResizeTest {

  @Inject TestTenants cloud;

  private TestTenants.Tenant tenant;
  private long server;

  @BeforeEach
  void aServer() {
    tenant = cloud.tenant();
    server = cloud.activeServer(tenant);
  }

  @Test
  void aRebuildInstallsAnotherImage() {
    long image = cloud.image();
    tenant
        .asks()
        .body("{\"rebuild\": {\"imageRef\": %d}}".formatted(image))
        .post(TestTenants.BASE + "/servers/" + server + "/action")
        .then()
        .statusCode(202)
        .body("server.status", equalTo("REBUILD"))
        .body("server.imageRef", equalTo((int) image))
        .body("server.adminPass", matchesPattern("[A-Za-z0-9]{12}"));
    assertThat(
            cloud.text(
                "select arguments ->> 'image' from commands where server_id = ? and verb = 'REINSTALL'"
                    + " and secret is not null",
                server))
        .isEqualTo(Long.toString(image));
  }

  @Test
  void aRebuildReplacesMetadataNameAndPasswordOnRequest() {
    tenant
        .asks()
        .body("{\"metadata\": {\"old\": \"1\", \"kept\": \"1\"}}")
        .post(TestTenants.BASE + "/servers/" + server + "/meta")
        .then()
        .statusCode(201);
    tenant
        .asks()
        .body(
            """
            {"rebuild": {"imageRef": %d, "name": "new", "adminPass": "correct horse",
              "metadata": {"kept": "2", "new": "3"}}}"""
                .formatted(cloud.image()))
        .post(TestTenants.BASE + "/servers/" + server + "/action")
        .then()
        .statusCode(202)
        .body("server.name", equalTo("new"))
        .body("server.adminPass", equalTo("correct horse"))
        .body("server.metadata.values", equalTo(Map.of("kept", "2", "new", "3")));
  }

  @Test
  void changingAPasswordIsNotSupportedAndInvalidRequestsAreRejectedFirst() {
    act("{\"changePassword\": {\"adminPass\": \"x\"}}", 503);
    act("{\"changePassword\": {}}", 400);
    act("{\"changePassword\": {\"adminPass\": \"\"}}", 400);
    tenant = cloud.tenant();
    act("{\"changePassword\": {\"adminPass\": \"x\"}}", 404);
  }

  @Test
  void aResizeIsExecutedByTheBackendAndThenConfirmed() {
    long larger = flavor(2, 2048, 20);
    act("{\"resize\": {\"flavorRef\": %d}}".formatted(larger), 202);
    status("RESIZE");
    act("{\"start\": {}}", 409);
    backendResized(larger);
    status("VERIFY_RESIZE");
    act("{\"confirmResize\": {}}", 204);
    status("ACTIVE");
    act("{\"confirmResize\": {}}", 400);
  }

  @Test
  void aResizeCanBeReverted() {
    long before = cloud.flavor();
    long larger = flavor(2, 2048, 20);
    act("{\"resize\": {\"flavorRef\": %d}}".formatted(larger), 202);
    backendResized(larger);
    act("{\"revertResize\": {}}", 202);
    backendResized(before);
    status("ACTIVE");
  }

  @Test
  void invalidResizesAreRejected() {
    act("{\"resize\": {\"flavorRef\": %d}}".formatted(flavor(1, 1024, 10)), 403);
    act("{\"resize\": {\"flavorRef\": %d}}".formatted(flavor(1000, 1024, 20)), 413);
    act("{\"resize\": {\"flavorRef\": %d}}".formatted(cloud.flavor()), 400);
    act("{\"changePassword\": {\"adminPass\": \"x\"}}", 503);
  }

  private long flavor(int cpu, int ram, int disk) {
    return cloud.number(
        "insert into flavors (cpu, ram_mib, disk_gib, disk_template, deleted, created, updated)"
            + " values (?, ?, ?, 'drbd', false, now(), now())"
            + " on conflict (cpu, ram_mib, disk_gib, disk_template) where not deleted"
            + " do update set deleted = false returning id",
        cpu,
        ram,
        disk);
  }

  private void backendResized(long flavor) {
    cloud.execute("update servers set flavor_id = ? where id = ?", flavor, server);
    cloud.become(server, "STARTED");
  }

  private void act(String body, int status) {
    tenant
        .asks()
        .body(body)
        .post(TestTenants.BASE + "/servers/" + server + "/action")
        .then()
        .statusCode(status);
  }

  private void status(String status) {
    tenant
        .asks()
        .get(TestTenants.BASE + "/servers/" + server)
        .then()
        .body("server.status", equalTo(status));
  }
}
