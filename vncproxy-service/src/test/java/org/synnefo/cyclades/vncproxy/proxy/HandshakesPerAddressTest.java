package org.synnefo.cyclades.vncproxy.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.embedded.DatabaseResource;
import org.synnefo.cyclades.vncproxy.session.Sessions;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.testing.TestBrowser;
import org.synnefo.cyclades.vncproxy.testing.TestViewer;
import org.synnefo.cyclades.vncproxy.transport.RfbPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@TestProfile(HandshakesPerAddressTest.FewHandshakes.class)
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
class HandshakesPerAddressTest {

  private static final int FEW = 3;

  /** Keeps silent viewers connected for the duration of a test. */
  public static final class FewHandshakes implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "cyclades.vncproxy.limits.handshakes-per-address",
          Integer.toString(FEW),
          "cyclades.vncproxy.time.handshake",
          "PT1M");
    }
  }

  @TestHTTPResource("/")
  URI http;

  @Inject RfbPort port;
  @Inject TestGrants grants;
  @Inject Sessions sessions;
  @Inject MeterRegistry metrics;

  private final Deque<TestViewer> silent = new ArrayDeque<>();
  private double refused;

  @BeforeEach
  void useAllHandshakesOfAnAddress() throws IOException {
    for (int i = 0; i < FEW; i++) {
      silent.add(new TestViewer(proxy()));
    }
    await().until(() -> sessions.handshakes() == FEW);
    refused = refused();
  }

  @AfterEach
  void releaseHandshakes() throws IOException {
    for (TestViewer viewer : silent) {
      viewer.close();
    }
    await().until(() -> sessions.handshakes() == 0 && sessions.live().isEmpty());
  }

  @Test
  void anotherViewerFromTheAddressIsRefusedAndCounted() throws IOException {
    try (TestViewer viewer = new TestViewer(proxy())) {
      assertThat(viewer.in().read()).isEqualTo(-1);
    }
    assertThat(refused()).isEqualTo(refused + 1);
  }

  @Test
  void anotherBrowserFromTheAddressIsRefusedAndCounted() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      String token = grants.issue(server.port()).token();

      assertThatThrownBy(() -> new TestBrowser(http.getPort(), token))
          .hasStackTraceContaining("503");
    }
    assertThat(refused()).isEqualTo(refused + 1);
  }

  @Test
  void aViewerFromAnotherAddressIsAccepted() throws IOException {
    InetAddress elsewhere = InetAddress.getByName("127.0.0.2");
    try (FakeVncServer server = FakeVncServer.echoing();
        TestViewer viewer = new TestViewer(proxy(), 8, elsewhere)) {
      assertThat(viewer.authenticate(grants.issue(server.port()).password())).isNull();
    }
    assertThat(refused()).isEqualTo(refused);
  }

  @Test
  void aViewerFromTheAddressIsAcceptedAfterAnotherDisconnected() throws IOException {
    silent.remove().close();
    await().until(() -> sessions.handshakes() == FEW - 1);

    try (FakeVncServer server = FakeVncServer.echoing();
        TestViewer viewer = new TestViewer(proxy())) {
      assertThat(viewer.authenticate(grants.issue(server.port()).password())).isNull();
    }
  }

  private double refused() {
    return metrics.counter("cyclades.console.failed", "cause", "too_many_handshakes").count();
  }

  private InetSocketAddress proxy() {
    return port.address().orElseThrow();
  }
}
