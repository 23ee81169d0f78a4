package org.synnefo.cyclades.vncproxy.replica;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.vncproxy.testing.Balancer;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.testing.ProxyProcess;
import org.synnefo.cyclades.vncproxy.testing.TestDatabase;
import org.synnefo.cyclades.vncproxy.testing.TestViewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Two packaged proxies on one database, behind a balancer where one is installed. */
class ReplicasIT {

  private static final int RACES = Integer.getInteger("cyclades.test.races", 200);

  private static TestDatabase database;

  @BeforeAll
  static void start() throws Exception {
    database = new TestDatabase();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void aRaceForOnePasswordHasExactlyOneWinnerAcrossReplicas() throws Exception {
    assumeTrue(Balancer.isInstalled(), "HAProxy is not installed");
    ExecutorService viewers = Executors.newFixedThreadPool(2);
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess one = ProxyProcess.start(database, Map.of());
        ProxyProcess two = ProxyProcess.start(database, Map.of());
        Balancer balancer = Balancer.before(one.rfbPort(), two.rfbPort())) {
      for (int race = 0; race < RACES; race++) {
        String password = database.issue(server.port()).password();
        Future<Boolean> first = viewers.submit(() -> isLetIn(balancer, password));
        Future<Boolean> second = viewers.submit(() -> isLetIn(balancer, password));

        assertThat(first.get() ^ second.get()).as("exactly one of two wins race %d", race).isTrue();
      }
    } finally {
      viewers.shutdown();
    }
  }

  @Test
  void aReplicaThatIsKilledTakesOnlyItsOwnSessionsAlong() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess one = ProxyProcess.start(database, Map.of());
        ProxyProcess two = ProxyProcess.start(database, Map.of());
        TestViewer ofOne = session(one, server);
        TestViewer ofTwo = session(two, server)) {
      one.process().destroyForcibly().waitFor();

      assertThat(endsOrBreaks(ofOne)).isTrue();
      ofTwo.out().write(9);
      assertThat(ofTwo.in().read()).isEqualTo(9);
    }
  }

  @Test
  void aReplicaThatIsAskedToStopFinishesItsSessionsAndTakesNoNewOnes() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess proxy = ProxyProcess.start(database, Map.of())) {
      try (TestViewer viewer = session(proxy, server)) {
        proxy.process().destroy();

        await()
            .atMost(Duration.ofSeconds(10))
            .untilAsserted(
                () ->
                    assertThatThrownBy(() -> new TestViewer(proxy.rfbAddress()).close())
                        .isInstanceOf(IOException.class));
        viewer.out().write(9);
        assertThat(viewer.in().read()).isEqualTo(9);
        assertThat(proxy.process().isAlive()).isTrue();
      }
      assertThat(proxy.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void theGraceOfADrainEnds() throws Exception {
    Map<String, String> settings = Map.of("cyclades.vncproxy.time.drain", "PT1S");
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess proxy = ProxyProcess.start(database, settings);
        TestViewer viewer = session(proxy, server)) {
      proxy.process().destroy();

      assertThat(viewer.in().read()).isEqualTo(-1);
      assertThat(proxy.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static TestViewer session(ProxyProcess proxy, FakeVncServer server) throws IOException {
    TestViewer viewer = new TestViewer(proxy.rfbAddress());
    assertThat(viewer.authenticate(database.issue(server.port()).password())).isNull();
    viewer.begin();
    return viewer;
  }

  private static boolean isLetIn(Balancer balancer, String password) throws IOException {
    try (TestViewer viewer = new TestViewer(balancer.address())) {
      return viewer.authenticate(password) == null;
    }
  }

  private static boolean endsOrBreaks(TestViewer viewer) {
    try {
      return viewer.in().read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }
}
