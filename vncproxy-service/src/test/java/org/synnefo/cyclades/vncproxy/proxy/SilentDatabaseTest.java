package org.synnefo.cyclades.vncproxy.proxy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.embedded.DatabaseResource;
import org.synnefo.cyclades.vncproxy.session.Sessions;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.testing.TestBrowser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@TestProfile(SilentDatabaseTest.OwnConnections.class)
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
class SilentDatabaseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A separate profile, because this test breaks connections that other tests count. */
  public static final class OwnConnections implements QuarkusTestProfile {}

  @TestHTTPResource("/")
  URI http;

  @Inject TestGrants grants;
  @Inject Sessions sessions;

  @Test
  void browsersAreRefusedDuringADatabaseOutageAndAcceptedAfterIt() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      String token = grants.issue(server.port()).token();
      String next = grants.issue(server.port()).token();
      long begun = System.nanoTime();
      try (AutoCloseable lock = grants.lock()) {
        assertThatThrownBy(() -> new TestBrowser(http.getPort(), token))
            .hasStackTraceContaining("503");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);

      try (TestBrowser browser = new TestBrowser(http.getPort(), next)) {
        browser.handshake();
        assertThat(browser.echoes()).isTrue();
      }
      await().until(() -> sessions.live().isEmpty());
    }
  }
}
