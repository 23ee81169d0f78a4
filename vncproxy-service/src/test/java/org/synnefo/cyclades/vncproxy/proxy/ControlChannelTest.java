package org.synnefo.cyclades.vncproxy.proxy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.embedded.DatabaseResource;
import org.synnefo.cyclades.vncproxy.control.ControlPort;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.testing.TestViewer;
import org.synnefo.cyclades.vncproxy.transport.ConsoleProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
class ControlChannelTest {

  @Inject ControlPort control;
  @Inject ConsoleProxy proxy;

  @AfterEach
  void assertNothingIsLeft() {
    await().until(() -> proxy.open() == 0);
  }

  @Test
  void aRequestOpensAPortForOneViewer() throws IOException {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      JsonObject answer = ask(request(server.port()));
      assertThat(answer.getString("status")).isEqualTo("OK");
      InetSocketAddress port =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), answer.getInteger("source_port"));

      try (TestViewer wrong = new TestViewer(port)) {
        assertThat(wrong.authenticate("wrongone")).isEqualTo("Authentication failed");
      }
      try (TestViewer viewer = new TestViewer(port)) {
        assertThat(viewer.authenticate("IN9RNmaV")).isNull();
        viewer.begin();
        assertThatThrownBy(() -> new TestViewer(port)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void anInvalidRequestFails() throws IOException {
    assertThat(ask("{\"source_port\": 0}")).isEqualTo(new JsonObject().put("status", "FAILED"));
    assertThat(ask("{" + " ".repeat(5000))).isEqualTo(new JsonObject().put("status", "FAILED"));
  }

  private static String request(int port) {
    return new JsonObject()
        .put("source_port", 0)
        .put("destination_address", "127.0.0.1")
        .put("destination_port", port)
        .put("password", "IN9RNmaV")
        .encode();
  }

  private JsonObject ask(String request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), control.port().orElseThrow())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new JsonObject(
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
