package org.synnefo.cyclades.vncproxy.proxy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synnefo.cyclades.embedded.DatabaseResource;
import org.synnefo.cyclades.model.console.IssuedConsoleGrant;
import org.synnefo.cyclades.vncproxy.session.Sessions;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.testing.TestViewer;
import org.synnefo.cyclades.vncproxy.transport.ConsoleProxy;
import org.synnefo.cyclades.vncproxy.transport.RfbPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
class RfbPortTest {

  @Inject RfbPort port;
  @Inject TestGrants grants;
  @Inject Sessions sessions;
  @Inject ConsoleProxy proxy;

  @AfterEach
  void assertNothingIsLeft() {
    await().atMost(Duration.ofSeconds(10)).until(() -> proxy.open() == 0);
    assertThat(sessions.live()).isEmpty();
    assertThat(sessions.handshakes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 8})
  void aViewerWithTheOneTimePasswordReachesItsServer(int version) throws IOException {
    try (FakeVncServer server = FakeVncServer.echoing();
        TestViewer viewer = new TestViewer(proxy(), version)) {
      String refusal = viewer.authenticate(grants.issue(server.port()).password());

      assertThat(refusal).isNull();
      viewer.begin();
      viewer.out().write(new byte[] {1, 2, 3});
      assertThat(viewer.in().readNBytes(3)).containsExactly(1, 2, 3);
      assertThat(sessions.live())
          .singleElement()
          .satisfies(session -> assertThat(session.serverId()).isEqualTo(TestGrants.SERVER));
    }
  }

  @Test
  void aSecondConnectionWithTheSamePasswordIsRefused() throws IOException {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      String password = grants.issue(server.port()).password();
      try (TestViewer first = new TestViewer(proxy());
          TestViewer second = new TestViewer(proxy())) {
        assertThat(first.authenticate(password)).isNull();
        first.begin();

        assertThat(second.authenticate(password)).isEqualTo("Authentication failed");
        assertThat(second.in().read()).isEqualTo(-1);
      }
      assertThat(server.handshakes()).isEqualTo(1);
    }
  }

  @Test
  void wrongUsedAndExpiredPasswordsAreIndistinguishable() throws IOException {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      String used = grants.issue(server.port()).password();
      try (TestViewer viewer = new TestViewer(proxy())) {
        assertThat(viewer.authenticate(used)).isNull();
      }
      String expired = grants.issue("127.0.0.1", server.port(), Duration.ofSeconds(-1)).password();
      List<String> refusals = new ArrayList<>();
      for (String password : List.of("wrongone", used, expired)) {
        try (TestViewer viewer = new TestViewer(proxy())) {
          refusals.add(viewer.authenticate(password));
        }
      }
      assertThat(refusals).containsOnly("Authentication failed");
    }
  }

  @Test
  void aWrongPasswordDoesNotUseTheGrant() throws IOException {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      IssuedConsoleGrant issued = grants.issue(server.port());
      try (TestViewer viewer = new TestViewer(proxy())) {
        assertThat(viewer.authenticate("wrongone")).isNotNull();
      }
      try (TestViewer viewer = new TestViewer(proxy())) {
        assertThat(viewer.authenticate(issued.password())).isNull();
      }
    }
  }

  @Test
  void exactlyOneOfManyConcurrentViewersWithAPasswordSucceeds() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      ExecutorService viewers = Executors.newFixedThreadPool(8);
      for (int round = 0; round < 10; round++) {
        String password = grants.issue(server.port()).password();
        List<Future<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          tries.add(viewers.submit(() -> isAccepted(password)));
        }
        int winners = 0;
        for (Future<Boolean> attempt : tries) {
          winners += attempt.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
      }
      viewers.shutdown();
    }
  }

  @Test
  void anUnreachableServerFailsWithAReason() throws IOException {
    FakeVncServer server = FakeVncServer.echoing();
    server.close();
    try (TestViewer viewer = new TestViewer(proxy())) {
      assertThat(viewer.authenticate(grants.issue(server.port()).password()))
          .isEqualTo("The console is not available");
    }
  }

  @Test
  void aDestinationOutsideTheAllowedNetworksIsRefused() throws IOException {
    String password = grants.issue("192.0.2.1", 11000, Duration.ofMinutes(1)).password();
    try (TestViewer viewer = new TestViewer(proxy())) {
      assertThat(viewer.authenticate(password)).isEqualTo("The console is not available");
    }
  }

  @Test
  void aSilentViewerIsDisconnectedInTime() throws IOException {
    try (TestViewer viewer = new TestViewer(proxy())) {
      assertThat(viewer.in().readNBytes(12)).asString().isEqualTo("RFB 003.008\n");
      assertThat(viewer.in().read()).isEqualTo(-1);
    }
  }

  @Test
  void aViewerThatFinishesSendingStillReceives() throws IOException {
    FakeVncServer.Script answersAtTheEnd =
        (in, out, socket) -> {
          byte[] all = in.readAllBytes();
          out.write(all);
        };
    try (FakeVncServer server = new FakeVncServer(answersAtTheEnd);
        TestViewer viewer = new TestViewer(proxy())) {
      viewer.authenticate(grants.issue(server.port()).password());
      viewer.begin();
      viewer.out().write(new byte[] {4, 5, 6});
      viewer.socket().shutdownOutput();

      assertThat(viewer.in().readAllBytes()).containsExactly(4, 5, 6);
    }
  }

  @Test
  void theViewerIsDisconnectedWhenTheServerDisconnects() throws IOException {
    try (FakeVncServer server = new FakeVncServer((in, out, socket) -> out.write(7));
        TestViewer viewer = new TestViewer(proxy())) {
      viewer.authenticate(grants.issue(server.port()).password());
      viewer.begin();

      assertThat(viewer.in().readAllBytes()).containsExactly(7);
    }
  }

  @Test
  void everythingArrivesAtASlowViewer() throws IOException {
    byte[] block = new byte[1 << 20];
    FakeVncServer.Script sendsMuch =
        (in, out, socket) -> {
          for (int i = 0; i < 64; i++) {
            out.write(block);
          }
        };
    try (FakeVncServer server = new FakeVncServer(sendsMuch);
        TestViewer viewer = new TestViewer(proxy())) {
      viewer.authenticate(grants.issue(server.port()).password());
      viewer.begin();
      long received = 0;
      byte[] buffer = new byte[1 << 16];
      for (int read = viewer.in().read(buffer); read >= 0; read = viewer.in().read(buffer)) {
        received += read;
      }
      assertThat(received).isEqualTo(64L << 20);
    }
  }

  private boolean isAccepted(String password) throws IOException {
    try (TestViewer viewer = new TestViewer(proxy())) {
      return viewer.authenticate(password) == null;
    }
  }

  private InetSocketAddress proxy() {
    return port.address().orElseThrow();
  }
}
