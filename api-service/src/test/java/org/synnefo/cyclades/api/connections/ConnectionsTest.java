package org.synnefo.cyclades.api.connections;

import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests HTTP connections with a plain socket. */
@ApiTest
class ConnectionsTest {

  @TestHTTPResource URI url;
  @Inject TestTenants cloud;

  @Test
  void responsesAreCompressedOnRequest() throws Exception {
    String headers = get("/api/v1.1/flavors", "Accept-Encoding: gzip\r\n");
    assertThat(headers).contains("200 ok").contains("content-encoding: gzip");
    assertThat(get("/api/v1.1/flavors", "")).doesNotContain("content-encoding");
    assertThat(get("/api/v1.1/flavors.xml", "Accept-Encoding: gzip\r\n"))
        .contains("content-encoding: gzip");
  }

  @Test
  void faultsHaveAllHeaders() throws Exception {
    assertThat(get("/nowhere", ""))
        .contains("400 bad request")
        .contains("x-compute-request-id: req-")
        .contains("vary: x-auth-token")
        .contains("cache-control: no-cache, no-store, max-age=0")
        .contains("content-type: application/json;charset=utf-8")
        .contains("date: ");
  }

  @Test
  void aBodyThatIsTooLargeIsRejectedBeforeItIsSent() throws Exception {
    for (String length : new String[] {"262145", "99999999999", "9223372036854775807"}) {
      assertThat(send("POST", "/api/v1.1/servers.xml", "Content-Length: " + length + "\r\n", "{"))
          .contains("413 request entity too large")
          .contains("x-compute-request-id: req-")
          .contains("content-type: application/xml;charset=utf-8");
    }
  }

  @Test
  void optionsIsNotSupported() throws Exception {
    assertThat(send("OPTIONS", "/api/v1.1/servers", "", "")).contains("400 bad request");
  }

  @Test
  void theDescriptionIsServed() throws Exception {
    assertThat(get("/api/openapi", "")).contains("200 ok");
  }

  @Test
  void healthNeedsNoTokenAndReportsTheBrokerSeparately() throws Exception {
    assertThat(get("/q/health/ready", "")).contains("200 ok");
    assertThat(get("/q/health/group/broker", "")).contains("200 ok");
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(60_000);
      socket
          .getOutputStream()
          .write("GET /api/ HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      long start = System.nanoTime();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(40));
    }
  }

  @Test
  void connectionsAreReused() throws Exception {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(10_000);
      String request = "GET /api/ HTTP/1.1\r\nHost: x\r\n";
      socket
          .getOutputStream()
          .write(
              (request + "\r\n" + request + "Connection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .matches("(?s)HTTP/1.1 200.*HTTP/1.1 200.*");
    }
  }

  private String get(String path, String headers) throws Exception {
    return send("GET", path, headers, "");
  }

  private String send(String method, String path, String headers, String body) throws Exception {
    String token = cloud.tenant().token();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Auth-Token: %s\r\n%s\r\n%s"
              .formatted(method, path, token, headers, body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      try (InputStream in = socket.getInputStream()) {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
          answer.append((char) in.read());
        }
        return answer.toString().toLowerCase(Locale.ROOT);
      }
    }
  }
}
