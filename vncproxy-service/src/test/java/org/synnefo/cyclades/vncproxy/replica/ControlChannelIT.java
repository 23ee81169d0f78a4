package org.synnefo.cyclades.vncproxy.replica;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.testing.ProxyProcess;
import org.synnefo.cyclades.vncproxy.testing.TestDatabase;
import org.synnefo.cyclades.vncproxy.testing.TestViewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tests the control channel of the packaged proxy on a UNIX socket. */
class ControlChannelIT {

  private static final JsonObject FAILED = new JsonObject().put("status", "FAILED");

  private static TestDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    database = new TestDatabase();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void theSocketOfAKilledProxyIsReplaced() throws Exception {
    try (ProxyProcess killed = startProxy()) {
      killed.process().destroyForcibly().waitFor();
    }
    assertThat(socket()).exists();

    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess next = startProxy()) {
      assertThat(ask(request(server.port())).getString("status")).isEqualTo("OK");
    }
  }

  @Test
  void aDrainingProxyOpensNoPort() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess proxy = startProxy();
        TestViewer viewer = new TestViewer(proxy.rfbAddress())) {
      assertThat(viewer.authenticate(database.issue(server.port()).password())).isNull();
      viewer.begin();
      proxy.process().destroy();

      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(ask(request(server.port()))).isEqualTo(FAILED));
    }
  }

  private ProxyProcess startProxy() throws Exception {
    return ProxyProcess.start(
        database,
        Map.of(
            "cyclades.vncproxy.control.enabled",
            "true",
            "cyclades.vncproxy.control.socket",
            socket().toString()));
  }

  private Path socket() {
    return folder.resolve("control");
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
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket()));
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
      return new JsonObject(
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
