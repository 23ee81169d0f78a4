package org.synnefo.cyclades.api.guide;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.Cloud;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks through every operation and writes what was exchanged to {@code target/api-examples.md},
 * the examples of the API guide.
 */
@ApiTest
class GuideTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject Cloud cloud;

  private final StringBuilder guide = new StringBuilder();
  private Cloud.Tenant tenant;

  @Test
  void everyOperationIsExchanged() throws Exception {
    tenant = cloud.tenant();
    cloud.link();
    versions();
    long server = createServer();
    listServers(server);
    actions(server);
    metadata(server);
    catalog(server);
    networks(server);
    call("Limits", "GET", "/limits", null, 200);
    call("List extensions", "GET", "/extensions", null, 200);
    call("Get an extension", "GET", "/extensions/console", null, 200);
    call("Delete a server", "DELETE", "/servers/" + server, null, 204);
    Files.writeString(Path.of("target", "api-examples.md"), guide);
    assertThat(guide).contains("adminPass", "badRequest");
  }

  private void versions() throws Exception {
    absolute("List versions", "GET", "/api/", null, 200);
    absolute("Get a version, as Atom", "GET", "/api/v1.1/.atom", null, 200);
  }

  private long createServer() throws Exception {
    Response created =
        call(
            "Create a server",
            "POST",
            "/servers",
            """
            {"server": {"name": "My Server", "imageRef": %d, "flavorRef": %d,
              "metadata": {"foo": "bar"},
              "personality": [{"path": "/etc/motd", "contents": "aGVsbG8="}]}}"""
                .formatted(cloud.image(), cloud.flavor()),
            202);
    long server = created.jsonPath().getLong("server.id");
    call(
        "An action while it is built",
        "POST",
        "/servers/" + server + "/action",
        "{\"start\": {}}",
        409);
    cloud.become(server, "STARTED");
    cloud.nic(server, cloud.publicNetwork(), 0, "192.168.32.7", "DISABLED");
    cloud.execute(
        "insert into backends (name, endpoints, rapi_user, rapi_password, public_nic, private_nic,"
            + " drained, offline, total_memory_mib, free_memory_mib, total_disk_gib, free_disk_gib,"
            + " created, updated) values ('guide', 'https://ganeti', 'u', 'p', '{}', '{}', false,"
            + " false, 0, 0, 0, 0, now(), now()) on conflict do nothing");
    cloud.execute(
        "update servers set backend_id = (select min(id) from backends) where id = ?", server);
    return server;
  }

  private void listServers(long server) throws Exception {
    String path = "/servers/" + server;
    call("List servers", "GET", "/servers", null, 200);
    call("List servers with details", "GET", "/servers/detail", null, 200);
    call("List servers with details, as XML", "GET", "/servers/detail.xml", null, 200);
    call("Get a server", "GET", path, null, 200);
    call("Get what is not there, as XML", "GET", "/servers/999999999.xml", null, 404);
    call("Rename a server", "PUT", path, "{\"server\": {\"name\": \"Other Server\"}}", 204);
    call("List addresses", "GET", path + "/ips", null, 200);
    call("Get the addresses of a network", "GET", path + "/ips/public", null, 200);
    call("Get statistics", "GET", path + "/stats", null, 200);
  }

  private void actions(long server) throws Exception {
    String path = "/servers/" + server + "/action";
    call("Console", "POST", path, "{\"console\": {\"type\": \"vnc\"}}", 200);
    call("Shutdown", "POST", path, "{\"shutdown\": {}}", 202);
    call("Start", "POST", path, "{\"start\": {}}", 202);
    call("Reboot", "POST", path, "{\"reboot\": {\"type\": \"SOFT\"}}", 202);
    call(
        "Set the firewall profile",
        "POST",
        path,
        "{\"firewallProfile\": {\"profile\": \"ENABLED\"}}",
        202);
    cloud.become(server, "STARTED");
    call(
        "Rebuild", "POST", path, "{\"rebuild\": {\"imageRef\": %d}}".formatted(cloud.image()), 202);
    cloud.become(server, "STARTED");
    call(
        "An action that is not supported",
        "POST",
        path,
        "{\"changePassword\": {\"adminPass\": \"x\"}}",
        503);
    call("An unknown action", "POST", path, "{\"fly\": {}}", 400);
  }

  private void metadata(long server) throws Exception {
    String path = "/servers/" + server + "/meta";
    call("List metadata", "GET", path, null, 200);
    call("Update metadata", "POST", path, "{\"metadata\": {\"a\": \"1\"}}", 201);
    call("Get a metadata item", "GET", path + "/a", null, 200);
    call("Set a metadata item", "PUT", path + "/a", "{\"meta\": {\"a\": \"2\"}}", 201);
    call("Delete a metadata item", "DELETE", path + "/a", null, 204);
  }

  private void catalog(long server) throws Exception {
    call("List flavors with details", "GET", "/flavors/detail?limit=1", null, 200);
    call("Get a flavor", "GET", "/flavors/" + cloud.flavor(), null, 200);
    call("List images", "GET", "/images?limit=1", null, 200);
    Response image =
        call(
            "Create an image",
            "POST",
            "/images",
            "{\"image\": {\"serverRef\": %d, \"name\": \"My image\"}}".formatted(server),
            202);
    String path = "/images/" + image.jsonPath().getLong("image.id");
    call("Get an image", "GET", path, null, 200);
    call("Delete an image", "DELETE", path, null, 204);
  }

  private void networks(long server) throws Exception {
    Response created =
        call(
            "Create a network",
            "POST",
            "/networks",
            "{\"network\": {\"name\": \"private_net\"}}",
            202);
    String path = "/networks/" + created.jsonPath().getLong("network.id");
    call("List networks with details", "GET", "/networks/detail", null, 200);
    call("Get a network, as XML", "GET", path + ".xml", null, 200);
    call("Rename a network", "PUT", path, "{\"network\": {\"name\": \"new_name\"}}", 204);
    String add = "{\"add\": {\"serverRef\": %d}}".formatted(server);
    call("Add a server to a network", "POST", path + "/action", add, 202);
    call(
        "Remove a server from a network",
        "POST",
        path + "/action",
        add.replace("add", "remove"),
        202);
    call("Delete a network", "DELETE", path, null, 204);
    call("The public network can't be changed", "DELETE", "/networks/public", null, 401);
  }

  private Response call(String title, String method, String path, String body, int status)
      throws Exception {
    return absolute(title, method, Cloud.BASE + path, body, status);
  }

  private Response absolute(String title, String method, String path, String body, int status)
      throws Exception {
    RequestSpecification request =
        RestAssured.given().header("X-Auth-Token", tenant.token()).urlEncodingEnabled(false);
    if (body != null) {
      request.contentType("application/json").body(body);
    }
    Response answer = request.request(method, path);
    assertThat(answer.statusCode()).as(title).isEqualTo(status);
    guide.append("### %s%n%n```http%n%s %s%n".formatted(title, method, path));
    if (body != null) {
      guide.append("Content-Type: application/json%n%n%s%n".formatted(body));
    }
    guide.append("```%n%n```http%n%s%n".formatted(answer.statusLine().replace("HTTP/1.1 ", "")));
    if (!answer.asString().isEmpty()) {
      guide.append("Content-Type: %s%n%n%s%n".formatted(answer.contentType(), pretty(answer)));
    }
    guide.append("```%n%n".formatted());
    return answer;
  }

  private static String pretty(Response answer) throws Exception {
    return answer.contentType().contains("json")
        ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(answer.asString()))
        : answer.asPrettyString();
  }
}
