package org.synnefo.cyclades.api.contract;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.Documents;
import org.synnefo.cyclades.api.testing.TestTenants;

/**
 * Compares the response of every operation with a golden file, in JSON and XML: the examples of the
 * guide, and other responses in the same format.
 */
@ApiTest
class GoldenTest {

  private static final String CREATED = "2011-04-19T10:18:52.085737+00:00";
  private static final String UPDATED = "2011-05-29T14:07:07.037602+00:00";

  @Inject TestTenants cloud;

  private final Map<String, Object> values = new HashMap<>();

  private TestTenants.Tenant tenant;

  /** The tenant of the guide: two servers, the second one also in a private network. */
  @BeforeEach
  void createTheTenantOfTheGuide() {
    tenant = cloud.tenant();
    long flavor = cloud.flavor();
    long server = cloud.activeServer(tenant);
    long other = cloud.activeServer(tenant);
    long image = cloud.image(tenant.id(), false);
    cloud.execute("insert into image_metadata values (?, 'os', 'debian')", image);
    cloud.execute(
        "update images set created = ?::timestamptz, updated = ?::timestamptz where id = ?",
        CREATED,
        UPDATED,
        image);
    cloud.execute(
        "update servers set name = case id when ? then 'My Server' else 'Other Server' end,"
            + " image_id = ?, created = ?::timestamptz, updated = ?::timestamptz"
            + " where user_id = ?",
        server,
        image,
        CREATED,
        UPDATED,
        tenant.id());
    cloud.execute("insert into server_metadata values (?, 'foo', 'bar')", server);
    cloud.backend(server);
    long network =
        cloud.number(
            "insert into networks (name, user_id, public, deleted, created, updated)"
                + " values ('private', ?, false, false, ?::timestamptz, ?::timestamptz)"
                + " returning id",
            tenant.id(),
            CREATED,
            UPDATED);
    cloud.nic(server, cloud.publicNetwork(), 0, "192.168.32.6", "DISABLED");
    cloud.nic(other, cloud.publicNetwork(), 0, "192.168.32.7", null);
    cloud.nic(other, network, 1, null, null);
    values.putAll(
        Map.of(
            "server", server, "other", other, "image", image, "flavor", flavor, "network",
            network));
    values.put("prefix", instance());
    values.put("created", CREATED);
    values.put("updated", UPDATED);
    values.put("publicCreated", time("created"));
    values.put("publicUpdated", time("updated"));
  }

  @ParameterizedTest
  @CsvSource({
    "servers, /servers",
    "servers-detail, /servers/detail",
    "server, /servers/${server}",
    "addresses, /servers/${other}/ips",
    "connection, /servers/${server}/ips/public",
    "stats, /servers/${server}/stats",
    "metadata, /servers/${server}/meta",
    "meta, /servers/${server}/meta/foo",
    "flavor, /flavors/${flavor}",
    "images, /images?marker=${beforeImage}",
    "images-detail, /images/detail?marker=${beforeImage}",
    "image, /images/${image}",
    "image-metadata, /images/${image}/meta",
    "networks, /networks",
    "networks-detail, /networks/detail",
    "network, /networks/${network}",
    "network-public, /networks/public",
    "version, /",
    "extensions, /extensions",
    "extension, /extensions/firewall",
    "fault, /servers/999999999"
  })
  void responsesMatchTheGuide(String name, String path) throws Exception {
    values.put("beforeImage", (long) values.get("image") - 1);
    compare(name, "GET", path, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata-changed | POST | /servers/${server}/meta | {\"metadata\": {\"foo\": \"baz\"}}",
        "meta-set | PUT | /images/${image}/meta/os | {\"meta\": {\"os\": \"<&> \\\"'\"}}",
      })
  void responsesToChangesMatchTheGuide(String name, String method, String path, String body)
      throws Exception {
    compare(name, method, path, body);
  }

  @ParameterizedTest
  @CsvSource({"network-created, json", "network-created, xml", "console, json", "console, xml"})
  void newItemsMatchTheGuide(String name, String ending) throws Exception {
    cloud.link();
    String console = "/servers/" + values.get("server") + "/action";
    Response answer =
        name.equals("console")
            ? send("POST", console + "." + ending, "{\"console\": {\"type\": \"vnc\"}}")
            : send("POST", "/networks." + ending, "{\"network\": {\"name\": \"private_net\"}}");
    boolean isXml = ending.equals("xml");
    values.put("id", isXml ? answer.xmlPath().getString("network.@id") : answer.path("network.id"));
    values.put(
        "now",
        isXml ? answer.xmlPath().getString("network.@created") : answer.path("network.created"));
    values.put(
        "password",
        isXml ? answer.xmlPath().getString("console.@password") : answer.path("console.password"));
    values.put(
        "url",
        isXml ? answer.xmlPath().getString("console.@url") : answer.path("console.'SNF:url'"));
    values.values().removeIf(java.util.Objects::isNull);
    same(answer.asString(), name + "." + ending);
  }

  private void compare(String name, String method, String path, String body) throws Exception {
    for (String ending : new String[] {".json", ".xml"}) {
      String full = fill(path);
      int query = full.indexOf('?');
      String withEnding =
          query < 0 ? full + ending : full.substring(0, query) + ending + full.substring(query);
      same(send(method, withEnding, body).asString(), name + ending);
    }
  }

  private void same(String actual, String golden) throws Exception {
    String expected = Documents.golden(golden, values);
    if (golden.endsWith(".xml")) {
      Documents.assertSameXml(actual, expected);
    } else {
      Documents.assertSameJson(actual, expected);
    }
  }

  private Response send(String method, String path, String body) {
    RequestSpecification asks = tenant.asks();
    if (body != null) {
      asks.body(body);
    }
    return asks.request(method, TestTenants.BASE + path);
  }

  private String fill(String path) {
    String filled = path;
    for (Map.Entry<String, Object> value : values.entrySet()) {
      filled = filled.replace("${" + value.getKey() + "}", value.getValue().toString());
    }
    return filled;
  }

  private String time(String column) {
    return cloud.text(
        "select to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')"
                .formatted(column)
            + " from networks where public");
  }

  private static String instance() {
    return org.eclipse.microprofile.config.ConfigProvider.getConfig()
        .getValue("cyclades.backend-prefix", String.class);
  }
}
