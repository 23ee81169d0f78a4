package org.synnefo.cyclades.vncproxy.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.embedded.DatabaseResource;
import org.synnefo.cyclades.vncproxy.admission.SessionLimits;
import org.synnefo.cyclades.vncproxy.session.Sessions;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.transport.ConsoleProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
class BrowserConsoleTest {

  private static final String ORIGIN = "https://cloud.example.com";
  private static final int LARGEST_FRAME = 128 * 1024;

  @TestHTTPResource("/")
  URI http;

  @Inject TestGrants grants;
  @Inject Sessions sessions;
  @Inject ConsoleProxy proxy;
  @Inject SessionLimits limits;
  @Inject MeterRegistry metrics;

  private final HttpClient client = HttpClient.newHttpClient();

  /** Collects the bytes sent by the proxy. */
  private static final class Browser implements WebSocket.Listener {

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public synchronized CompletionStage<?> onBinary(
        WebSocket socket, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      received.writeBytes(bytes);
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.set(status);
      return null;
    }

    synchronized int size() {
      return received.size();
    }

    synchronized byte[] bytes() {
      return received.toByteArray();
    }
  }

  @AfterEach
  void assertNothingIsLeft() {
    await().atMost(Duration.ofSeconds(10)).until(() -> proxy.open() == 0);
    assertThat(sessions.handshakes()).isZero();
    assertThat(limits.inUse()).isZero();
  }

  @Test
  void aBrowserWithATokenReachesItsServer() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      Browser browser = new Browser();
      WebSocket socket = connect(grants.issue(server.port()).token(), ORIGIN, browser);
      assertThat(socket.getSubprotocol()).isEqualTo("binary");
      handshake(socket, browser);

      int before = browser.size();
      send(socket, new byte[] {1, 2, 3});
      await().until(() -> browser.size() == before + 3);
      assertThat(browser.bytes()).endsWith(1, 2, 3);
      assertThat(sessions.live()).hasSize(1);

      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      await().until(() -> browser.closed.get() == WebSocket.NORMAL_CLOSURE);
    }
  }

  @Test
  void aFrameThatIsTooLargeEndsTheSession() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      Browser browser = new Browser();
      WebSocket socket = connect(grants.issue(server.port()).token(), ORIGIN, browser);
      handshake(socket, browser);
      int before = browser.size();
      send(socket, new byte[LARGEST_FRAME]);
      send(socket, new byte[LARGEST_FRAME]);
      await().until(() -> browser.size() == before + 2 * LARGEST_FRAME);

      CompletableFuture<WebSocket> sent =
          socket.sendBinary(ByteBuffer.wrap(new byte[LARGEST_FRAME + 1]), true);

      await().until(() -> sessions.live().isEmpty());
      // The proxy may close the connection before or after the whole frame is written.
      await().until(sent::isDone);
    }
  }

  @Test
  void theBrowsersSocketIsClosedWhenTheServerDisconnects() throws Exception {
    try (FakeVncServer server = new FakeVncServer((in, out, socket) -> {})) {
      Browser browser = new Browser();
      WebSocket socket = connect(grants.issue(server.port()).token(), ORIGIN, browser);
      handshake(socket, browser);

      await().until(() -> browser.closed.get() == WebSocket.NORMAL_CLOSURE);
    }
  }

  @Test
  void aSecondUpgradeWithTheSameTokenIsRefused() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      String token = grants.issue(server.port()).token();
      connect(token, ORIGIN, new Browser()).abort();

      assertThatThrownBy(() -> connect(token, ORIGIN, new Browser()))
          .hasStackTraceContaining("403");
    }
  }

  @Test
  void aRefusedUpgradeIsCountedOnce() {
    double before = failed("wrong_password");

    assertThatThrownBy(() -> connect("no-such-token", ORIGIN, new Browser()))
        .hasStackTraceContaining("403");

    assertThat(failed("wrong_password")).isEqualTo(before + 1);
  }

  @Test
  void aPendingUpgradeCountsAsAHandshake() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      String token = grants.issue(server.port()).token();
      Browser browser = new Browser();
      CompletableFuture<WebSocket> opening;
      try (AutoCloseable lock = grants.lock()) {
        opening = connecting(token, ORIGIN, browser);
        await().until(() -> sessions.handshakes() == 1);
      }
      WebSocket socket = opening.join();
      assertThat(sessions.handshakes()).isEqualTo(1);
      handshake(socket, browser);
      assertThat(sessions.handshakes()).isZero();
      socket.abort();
    }
  }

  @Test
  void aBrowserThatDisconnectsEarlyLeavesNoHandshakeBehind() throws Exception {
    double before = failed("viewer_lost");
    try (FakeVncServer server = FakeVncServer.echoing()) {
      String token = grants.issue(server.port()).token();
      try (AutoCloseable lock = grants.lock()) {
        try (Socket browser = new Socket(http.getHost(), http.getPort())) {
          browser.getOutputStream().write(upgrade(token).getBytes(StandardCharsets.US_ASCII));
          await().until(() -> sessions.handshakes() == 1);
          browser.setSoLinger(true, 0);
        }
      }

      await().until(() -> sessions.handshakes() == 0);
      assertThat(failed("viewer_lost")).isEqualTo(before + 1);
      assertThat(server.handshakes()).isZero();
    }
  }

  @Test
  void aPageOfAnotherOriginIsRefusedAndTheTokenStaysValid() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      String token = grants.issue(server.port()).token();

      assertThatThrownBy(() -> connect(token, "https://evil.example.com", new Browser()))
          .hasStackTraceContaining("403");
      connect(token, ORIGIN, new Browser()).abort();
    }
  }

  @Test
  void aRequestWithoutUpgradeDoesNotUseTheToken() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      String token = grants.issue(server.port()).token();
      HttpRequest plain = HttpRequest.newBuilder(http.resolve("/console?token=" + token)).build();

      assertThat(client.send(plain, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(426);
      connect(token, ORIGIN, new Browser()).abort();
    }
  }

  @Test
  void operatorsListAndEndSessions() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      Browser browser = new Browser();
      WebSocket socket = connect(grants.issue(server.port()).token(), ORIGIN, browser);
      handshake(socket, browser);
      String id = sessions.live().iterator().next().id().toString();

      assertThat(operator("GET", "sessions", "operator-token-of-the-tests").body()).contains(id);
      assertThat(operator("DELETE", "sessions/" + id, "operator-token-of-the-tests").statusCode())
          .isEqualTo(202);
      await().until(() -> browser.closed.get() == WebSocket.NORMAL_CLOSURE);
    }
  }

  @Test
  void othersCannotSeeSessions() throws Exception {
    assertThat(operator("GET", "sessions", "wrong").statusCode()).isEqualTo(403);
    assertThat(operator("DELETE", "sessions/1", "").statusCode()).isEqualTo(403);
    assertThat(operator("DELETE", "sessions/1", "operator-token-of-the-tests").statusCode())
        .isEqualTo(404);
  }

  @Test
  void metricsAndHealthAreServed() throws Exception {
    HttpRequest metrics = HttpRequest.newBuilder(http.resolve("/q/metrics")).build();
    HttpRequest ready = HttpRequest.newBuilder(http.resolve("/q/health/ready")).build();

    assertThat(client.send(metrics, HttpResponse.BodyHandlers.ofString()).body())
        .contains("cyclades_console_sessions", "cyclades_console_bytes_total");
    assertThat(client.send(ready, HttpResponse.BodyHandlers.ofString()).body())
        .contains("rfb-port", "Database");
  }

  private HttpResponse<String> operator(String method, String path, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(http.resolve("/operator/" + path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private double failed(String cause) {
    return metrics.counter("cyclades.console.failed", "cause", cause).count();
  }

  private static String upgrade(String token) {
    return """
        GET /console?token=%s HTTP/1.1\r
        Host: localhost\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
        Sec-WebSocket-Version: 13\r
        \r
        """
        .formatted(token);
  }

  private WebSocket connect(String token, String origin, Browser browser) {
    return connecting(token, origin, browser).join();
  }

  private CompletableFuture<WebSocket> connecting(String token, String origin, Browser browser) {
    URI uri = URI.create(http.toString().replace("http:", "ws:") + "console?token=" + token);
    return client
        .newWebSocketBuilder()
        .subprotocols("binary", "base64")
        .header("Origin", origin)
        .buildAsync(uri, browser);
  }

  private static void handshake(WebSocket socket, Browser browser) {
    await().until(() -> browser.size() == 12);
    send(socket, "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
    await().until(() -> browser.size() == 14);
    assertThat(browser.bytes()).endsWith(1, 1);
    send(socket, new byte[] {1});
    await().until(() -> browser.size() == 18);
    send(socket, new byte[] {1});
    await().until(() -> browser.size() == 18 + FakeVncServer.SERVER_INIT.length);
  }

  private static void send(WebSocket socket, byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }
}
