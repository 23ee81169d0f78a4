package org.synnefo.cyclades.api.metadata;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@ApiTest
class MetadataTest {

  @Inject TestTenants cloud;

  private TestTenants.Tenant tenant;
  private long server;
  private String meta;

  @BeforeEach
  void aServer() {
    tenant = cloud.tenant();
    server = cloud.activeServer(tenant);
    meta = TestTenants.BASE + "/servers/" + server + "/meta";
  }

  @Test
  void anUpdateReturnsOnlyTheItemsThatItSet() {
    post("{\"metadata\": {\"a\": \"1\", \"b\": \"2\"}}").statusCode(201);
    Map<String, String> answer =
        post("{\"metadata\": {\"b\": \"3\"}}").statusCode(201).extract().path("metadata");
    assertThat(answer).containsExactly(Map.entry("b", "3"));
    Map<String, String> all = tenant.asks().get(meta).then().extract().path("metadata.values");
    assertThat(all).containsExactly(Map.entry("a", "1"), Map.entry("b", "3"));
  }

  @Test
  void anItemIsSetReadAndRemoved() {
    tenant.asks().body("{\"meta\": {\"k\": \"v\"}}").put(meta + "/k").then().statusCode(201);
    tenant.asks().get(meta + "/k").then().statusCode(200).body("meta.k", equalTo("v"));
    tenant
        .asks()
        .get(meta + "/k.xml")
        .then()
        .body("meta.@key", equalTo("k"))
        .body("meta", equalTo("v"));
    tenant.asks().delete(meta + "/k").then().statusCode(204);
    tenant.asks().delete(meta + "/k").then().statusCode(404);
    tenant.asks().get(meta + "/k").then().statusCode(404);
  }

  @Test
  void theBodyMustContainTheKeyInTheUrl() {
    tenant.asks().body("{\"meta\": {\"x\": \"v\"}}").put(meta + "/k").then().statusCode(400);
    tenant.asks().body("{\"meta\": {}}").put(meta + "/k").then().statusCode(400);
  }

  @Test
  void keysMayContainAnyCharacter() {
    for (String[] key :
        new String[][] {
          {"a/b", "a%2Fb"},
          {"a.b", "a.b"},
          {"x y", "x%20y"},
          {"τιμή", "%CF%84%CE%B9%CE%BC%CE%AE"},
          {"100%", "100%25"},
          {"a+b", "a%2Bb"},
          {"q?", "q%3F"},
          {"..", "%2E%2E"},
          {".", "%2E"},
          {"a/../b", "a%2F..%2Fb"},
          {"a//b", "a%2F%2Fb"},
          {"100%25", "100%2525"},
          {"notes.json", "notes.json.json"},
          {"a/b.xml", "a%2Fb%2Exml"}
        }) {
      tenant
          .asks()
          .body("{\"meta\": {\"%s\": \"v\"}}".formatted(key[0]))
          .put(meta + "/" + key[1])
          .then()
          .statusCode(201);
      Map<String, String> item =
          tenant.asks().get(meta + "/" + key[1]).then().statusCode(200).extract().path("meta");
      assertThat(item).containsOnlyKeys(key[0]);
    }
  }

  /** Sets, reads in both representations, and removes items with random keys. */
  @Test
  void randomKeysAreStoredUnchanged() {
    long seed = Long.getLong("metadata.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      String key = randomKey(random);
      String path =
          meta
              + "/"
              + URLEncoder.encode(key, StandardCharsets.UTF_8)
                  .replace("+", "%20")
                  .replace(".", "%2E");
      String what = "seed %d: '%s' at %s".formatted(seed, key, path);
      String body = "{\"meta\": " + JsonNodeFactory.instance.objectNode().put(key, key) + "}";
      assertThat(tenant.asks().body(body).put(path).statusCode()).as(what).isEqualTo(201);
      Map<String, String> read = tenant.asks().get(path).path("meta");
      assertThat(read).as(what).containsExactly(Map.entry(key, key));
      String xml = tenant.asks().get(path + ".xml").xmlPath().getString("meta.@key");
      assertThat(xml)
          .as(what)
          .isEqualTo(key.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD"));
      assertThat(tenant.asks().delete(path).statusCode()).as(what).isEqualTo(204);
    }
    Map<String, String> left = tenant.asks().get(meta).path("metadata.values");
    assertThat(left).isEmpty();
  }

  private static String randomKey(Random random) {
    StringBuilder key = new StringBuilder();
    for (int length = 1 + random.nextInt(50); length > 0; length--) {
      int character =
          switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(0x7F);
            case 1 -> "/.%?#;&+= \\\"'<>".charAt(random.nextInt(15));
            case 2 -> 0x80 + random.nextInt(0xD700);
            default -> 0x10000 + random.nextInt(0x10000);
          };
      key.appendCodePoint(character);
    }
    return key.toString();
  }

  @Test
  void aChangeUpdatesTheServersTime() {
    String before =
        tenant.asks().get(TestTenants.BASE + "/servers/" + server).path("server.updated");
    post("{\"metadata\": {\"a\": \"1\"}}").statusCode(201);
    String after =
        tenant.asks().get(TestTenants.BASE + "/servers/" + server).path("server.updated");
    assertThat(after).isGreaterThan(before);
  }

  @Test
  void onlyTheOwnerCanChangeAnImagesMetadata() {
    long mine = cloud.image(tenant.id(), false);
    long publicOne = cloud.image();
    String body = "{\"metadata\": {\"os\": \"debian\"}}";
    tenant.asks().body(body).post(image(mine)).then().statusCode(201);
    tenant.asks().body(body).post(image(publicOne)).then().statusCode(401);
    cloud.tenant().asks().body(body).post(image(mine)).then().statusCode(404);
    tenant.asks().get(image(publicOne)).then().statusCode(200);
  }

  @Test
  void tooManyItemsAreRejected() {
    StringBuilder items = new StringBuilder("\"k0\": \"v\"");
    for (int i = 1; i < 41; i++) {
      items.append(", \"k%d\": \"v\"".formatted(i));
    }
    post("{\"metadata\": {%s}}".formatted(items)).statusCode(413);
  }

  private ValidatableResponse post(String body) {
    return tenant.asks().body(body).post(meta).then();
  }

  private static String image(long id) {
    return TestTenants.BASE + "/images/" + id + "/meta";
  }
}
