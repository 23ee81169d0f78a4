package org.synnefo.cyclades.api.robustness;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.faults.FaultKind;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.Documents;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;

/** No request causes a status 500 or a hang. */
@ApiTest
class MutatedRequestsTest {

  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("robustness.seconds", 10));
  private static final int PATIENCE_MILLIS = 10_000;

  private static final byte[] END_OF_CHUNKS = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW");

  private static final List<String> PIECES =
      List.of(
          "/api",
          "/v1.1",
          "/servers",
          "/detail",
          "/1",
          "/0",
          "/-1",
          "/1e3",
          "/99999999999999999999",
          "/action",
          "/meta",
          "/ips",
          "/stats",
          "/images",
          "/flavors",
          "/networks",
          "/public",
          "/limits",
          "/extensions",
          ".xml",
          ".json",
          ".atom",
          "?limit=x",
          "?limit=1",
          "?marker=1",
          "?changes-since=x",
          "&limit=2",
          "/%00",
          "/%2F",
          "/%D9%A1",
          "/..",
          "//",
          "/%zz",
          "/%ff");

  private static final List<String> BODIES =
      List.of(
          "{\"server\": {\"name\": \"a\", \"imageRef\": 1, \"flavorRef\": 1, \"metadata\": {\"a\": \"b\"},"
              + " \"personality\": [{\"path\": \"/a\", \"contents\": \"YQ==\"}]}}",
          "{\"server\": {\"name\": \"b\"}}",
          "{\"network\": {\"name\": \"n\"}}",
          "{\"image\": {\"name\": \"i\", \"serverRef\": 1}}",
          "{\"reboot\": {\"type\": \"HARD\"}}",
          "{\"start\": {}}",
          "{\"resize\": {\"flavorRef\": 1}}",
          "{\"rebuild\": {\"imageRef\": 1}}",
          "{\"console\": {\"type\": \"vnc\"}}",
          "{\"add\": {\"serverRef\": 1}}",
          "{\"metadata\": {\"k\": \"v\"}}",
          "{\"meta\": {\"k\": \"v\"}}",
          "<server name=\"x\" imageRef=\"1\" flavorRef=\"1\"/>",
          "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><server name=\"&b;\"/>",
          "[".repeat(5000),
          "{\"a\":".repeat(5000),
          "{\"server\": {\"name\": \"a\", \"name\": \"b\"}}",
          "{\"server\": {\"name\": \"\\ud800\\u0000\"}}",
          "{\"server\": {\"name\": 1, \"imageRef\": [], \"flavorRef\": {}}}",
          "{\"server\": {\"name\": \"a\", \"imageRef\": 1, \"flavorRef\": 1, \"personality\": {}}}",
          "{\"server\": {\"name\": \"a\", \"imageRef\": 1, \"flavorRef\": 1, \"metadata\": [\"x\"]}}",
          "{\"metadata\": {\"k\": 1}}",
          "{\"meta\": [true]}",
          "{\"reboot\": {\"type\": {\"type\": \"HARD\"}}}",
          "{\"resize\": {\"flavorRef\": 1e400}}",
          "<server name=\"x\"><metadata><meta/></metadata></server>",
          "<a>".repeat(5000));

  private static final List<String> TYPES =
      List.of(
          "application/json", "application/xml", "text/plain", "application/json;charset=x", "x");

  private static final List<String> ACCEPTS =
      List.of("application/json", "application/xml", "*/*", ";;;", "text/html", "a/b;q=x");

  @TestHTTPResource URI url;
  @Inject TestTenants cloud;

  @Test
  void neverA500NeverAHangAndAlwaysAFaultAsAsked() throws Exception {
    TestTenants.Tenant tenant = cloud.tenant();
    cloud.image();
    cloud.flavor();
    cloud.server(tenant);
    long seed = Long.getLong("robustness.seed", System.nanoTime());
    Random random = new Random(seed);
    Instant end = Instant.now().plus(TIME);
    int sent = 0;
    while (Instant.now().isBefore(end)) {
      byte[] body = body(random);
      String head = head(random, tenant.token(), body.length);
      String answer = send(head, body);
      String what =
          "seed %d, request %d:%n%s%s%ngave %s"
              .formatted(seed, sent, head, printable(body), answer);
      assertThat(answer).as(what).matches("(?s)HTTP/1\\.[01] (2..|304|4..|503).*");
      if (!head.startsWith("HEAD")
          && !isNoUrl(head)
          && answer.matches("(?s)HTTP/1\\.[01] [45].*")) {
        checkFault(head, answer, what);
      }
      sent++;
    }
    assertThat(sent).isGreaterThan(20);
  }

  @Test
  void aHugeBodyIsRefused() throws Exception {
    TestTenants.Tenant tenant = cloud.tenant();
    byte[] body = new byte[10 * 1024 * 1024];
    String head =
        "POST /api/v1.1/servers.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Auth-Token: %s\r\n"
                .formatted(tenant.token())
            + "Content-Type: application/json\r\n";
    String declared = head + "Content-Length: %d\r\n\r\n".formatted(body.length);
    assertThat(send(declared, body)).startsWith("HTTP/1.1 413").contains("<overLimit ");
    String chunked = head + "Transfer-Encoding: chunked\r\n\r\n%x\r\n".formatted(body.length);
    byte[] chunks = Arrays.copyOf(body, body.length + END_OF_CHUNKS.length);
    System.arraycopy(END_OF_CHUNKS, 0, chunks, body.length, END_OF_CHUNKS.length);
    assertThat(send(chunked, chunks)).startsWith("HTTP/1.1 413").contains("<overLimit ");
  }

  /** The server responds with a bare 400 before our code sees the request. */
  private static boolean isNoUrl(String head) {
    return head.split(" ", 3)[1].matches("//.*|.*%zz.*");
  }

  /** In the representation of the path's extension, or else of the header, or else JSON. */
  private static void checkFault(String head, String answer, String what) throws Exception {
    String path = head.split(" ", 3)[1].replaceFirst("\\?.*", "");
    boolean isXml =
        path.endsWith(".xml")
            || isOfVersionsInAtom(path)
            || !path.endsWith(".json") && head.contains("Accept: application/xml");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(answer.toLowerCase(Locale.ROOT))
        .as(what)
        .contains("\r\nx-compute-request-id: req-")
        .contains("\r\ncontent-type: application/" + (isXml ? "xml" : "json") + ";charset=utf-8");
    String fault =
        isXml
            ? Documents.parse(body).getDocumentElement().getLocalName()
            : new ObjectMapper().readTree(body).fieldNames().next();
    assertThat(Arrays.stream(FaultKind.values()).map(FaultKind::wireName)).as(what).contains(fault);
  }

  /** The server resolves dot segments and double slashes. */
  private static boolean isOfVersionsInAtom(String path) {
    return path.endsWith(".atom")
        && Path.of(path).normalize().toString().matches("/api(/v1\\.1)?/?\\.atom");
  }

  private static String head(Random random, String token, int length) {
    StringBuilder path = new StringBuilder(random.nextInt(10) == 0 ? "" : "/api/v1.1");
    int pieces = 1 + random.nextInt(4);
    for (int i = 0; i < pieces; i++) {
      path.append(one(random, PIECES));
    }
    if (path.charAt(0) != '/') {
      path.insert(0, '/');
    }
    return "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Auth-Token: %s\r\nAccept: %s\r\n"
            .formatted(one(random, METHODS), path, token, one(random, ACCEPTS))
        + "Content-Type: %s\r\nContent-Length: %d\r\n\r\n".formatted(one(random, TYPES), length);
  }

  private static byte[] body(Random random) {
    byte[] body = one(random, BODIES).getBytes(StandardCharsets.UTF_8);
    int mutations = random.nextInt(4);
    for (int i = 0; i < mutations; i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return body;
  }

  private String send(String head, byte[] body) throws Exception {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      try {
        out.write(body);
        out.flush();
      } catch (java.io.IOException refused) {
        assertThat(body.length).as("only a large body may be cut off").isGreaterThan(100_000);
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String one(Random random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String printable(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.length() > 300 ? text.substring(0, 300) : text;
  }
}
