package org.synnefo.cyclades.vncproxy.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.embedded.DatabaseResource;
import org.synnefo.cyclades.vncproxy.session.Sessions;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.testing.TestBrowser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@TestProfile(IdleSessionTest.ShortTimes.class)
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
class IdleSessionTest {

  private static final Duration IDLE = Duration.ofSeconds(2);

  /** Sends many pings within the idle timeout. */
  public static final class ShortTimes implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "cyclades.vncproxy.time.idle",
          IDLE.toString(),
          "cyclades.vncproxy.browser.ping",
          "PT0.1S");
    }
  }

  @TestHTTPResource("/")
  URI http;

  @Inject TestGrants grants;
  @Inject Sessions sessions;
  @Inject MeterRegistry metrics;

  @Test
  void aBrowserThatOnlyAnswersPingsIsIdle() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing();
        TestBrowser browser =
            new TestBrowser(http.getPort(), grants.issue(server.port()).token())) {
      browser.handshake();

      await().atMost(IDLE.multipliedBy(4)).until(() -> ended("idle") == 1);
    }
  }

  @Test
  void aBrowserThatSendsBytesIsNotIdle() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing();
        TestBrowser browser =
            new TestBrowser(http.getPort(), grants.issue(server.port()).token())) {
      browser.handshake();

      await()
          .during(IDLE.multipliedBy(2))
          .atMost(IDLE.multipliedBy(4))
          .until(() -> browser.echoes() && sessions.live().size() == 1);
    }
    await().until(() -> sessions.live().isEmpty());
    assertThat(ended("viewer_lost")).isEqualTo(1);
  }

  private double ended(String cause) {
    return metrics.counter("cyclades.console.ended", "cause", cause).count();
  }
}
