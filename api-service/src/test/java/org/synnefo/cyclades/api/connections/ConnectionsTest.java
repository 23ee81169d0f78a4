package org.synnefo.cyclades.api.connections;

import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.Cloud;

import static org.assertj.core.api.Assertions.assertThat;

/** What a connection does, seen from a plain socket. */
@ApiTest
class ConnectionsTest {

  @TestHTTPResource URI url;
  @Inject Cloud cloud;

  @Test
  void answersAreCompressedWhenAsked() throws Exception {
    String headers = get("/api/v1.1/flavors", "Accept-Encoding: gzip\r\n");
    assertThat(headers).contains("200 ok").contains("content-encoding: gzip");
    assertThat(get("/api/v1.1/flavors", "")).doesNotContain("content-encoding");
    assertThat(get("/api/v1.1/flavors.xml", "Accept-Encoding: gzip\r\n"))
        .contains("content-encoding: gzip");
  }

  @Test
  void faultsHaveAllHeadersToo() throws Exception {
    assertThat(get("/nowhere", ""))
        .contains("400 bad request")
        .contains("x-compute-request-id: req-")
        .contains("vary: x-auth-token")
        .contains("cache-control: no-cache, no-store, max-age=0")
        .contains("content-type: application/json;charset=utf-8")
        .contains("date: ");
  }

  @Test
  void theDescriptionIsServed() throws Exception {
    assertThat(get("/api/openapi", "")).contains("200 ok");
  }

  @Test
  void healthNeedsNoTokenAndTheBrokerIsApart() throws Exception {
    assertThat(get("/q/health/ready", "")).contains("200 ok");
    assertThat(get("/q/health/group/broker", "")).contains("200 ok");
  }

  private String get(String path, String headers) throws Exception {
    String token = cloud.tenant().token();
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Auth-Token: %s\r\n%s\r\n"
              .formatted(path, token, headers);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      try (InputStream in = socket.getInputStream()) {
        String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        return answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
      }
    }
  }
}
