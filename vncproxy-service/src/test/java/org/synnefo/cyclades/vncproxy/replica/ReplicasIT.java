package org.synnefo.cyclades.vncproxy.replica;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.vncproxy.proxy.TestCertificates;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.testing.HaProxy;
import org.synnefo.cyclades.vncproxy.testing.ProxyProcess;
import org.synnefo.cyclades.vncproxy.testing.TestBrowser;
import org.synnefo.cyclades.vncproxy.testing.TestDatabase;
import org.synnefo.cyclades.vncproxy.testing.TestViewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Tests two packaged proxies on one database, behind a load balancer if one is installed. */
class ReplicasIT {

  private static final int RACES = 1000;

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
  void exactlyOneViewerWithAPasswordSucceedsAcrossReplicas() throws Exception {
    assumeTrue(HaProxy.isInstalled(), "HAProxy is not installed");
    ExecutorService viewers = Executors.newFixedThreadPool(2);
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess one = ProxyProcess.start(database, Map.of());
        ProxyProcess two = ProxyProcess.start(database, Map.of());
        HaProxy balancer = HaProxy.before(one.rfbPort(), two.rfbPort())) {
      for (int race = 0; race < RACES; race++) {
        String password = database.issue(server.port()).password();
        Future<Boolean> first = viewers.submit(() -> isAccepted(balancer, password));
        Future<Boolean> second = viewers.submit(() -> isAccepted(balancer, password));

        assertThat(first.get() ^ second.get()).as("exactly one of two wins race %d", race).isTrue();
      }
    } finally {
      viewers.shutdown();
    }
  }

  @Test
  void aKilledReplicaLosesOnlyItsOwnSessions() throws Exception {
    assumeTrue(HaProxy.isInstalled(), "HAProxy is not installed");
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess one = ProxyProcess.start(database, Map.of());
        ProxyProcess two = ProxyProcess.start(database, Map.of());
        HaProxy balancer = HaProxy.before(one.rfbPort(), two.rfbPort())) {
      List<TestViewer> ofOne = sessions(3, one.rfbAddress(), server);
      List<TestViewer> ofTwo = sessions(3, two.rfbAddress(), server);

      one.process().destroyForcibly().waitFor();

      assertThat(ofOne).allMatch(ReplicasIT::endsOrBreaks);
      assertThat(ofTwo).allMatch(ReplicasIT::echoes);
      assertThat(sessions(10, balancer.address(), server)).allMatch(ReplicasIT::echoes);
    }
  }

  @Test
  void drainingAReplicaLosesNoSession() throws Exception {
    assumeTrue(HaProxy.isInstalled(), "HAProxy is not installed");
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess one = ProxyProcess.start(database, Map.of());
        ProxyProcess two = ProxyProcess.start(database, Map.of());
        HaProxy balancer = HaProxy.before(one.rfbPort(), two.rfbPort())) {
      List<TestViewer> before = sessions(6, balancer.address(), server);
      one.process().destroy();
      awaitClosed(one);

      assertThat(before).allMatch(ReplicasIT::echoes);
      assertThat(sessions(10, balancer.address(), server)).allMatch(ReplicasIT::echoes);
      assertThat(one.process().isAlive()).as("it still has sessions").isTrue();
      for (TestViewer viewer : before) {
        viewer.close();
      }
      assertThat(one.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aStoppingReplicaFinishesItsSessionsAndAcceptsNoNewOnes() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess proxy = ProxyProcess.start(database, Map.of())) {
      try (TestViewer viewer = session(proxy.rfbAddress(), server)) {
        proxy.process().destroy();
        awaitClosed(proxy);
        assertThat(echoes(viewer)).isTrue();
        assertThat(proxy.process().isAlive()).isTrue();
      }
      assertThat(proxy.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void browserSessionsContinueDuringADrain() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess proxy = ProxyProcess.start(database, Map.of())) {
      TestBrowser browser =
          new TestBrowser(proxy.httpPort(), database.issue(server.port()).token());
      browser.handshake();
      proxy.process().destroy();
      awaitClosed(proxy);
      assertThat(browser.echoes()).isTrue();
      browser.close();
      assertThat(proxy.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aWrappedPortSpeaksTlsFromTheFirstByte() throws Exception {
    Map<String, String> settings = new HashMap<>(new TestCertificates().start());
    settings.put("cyclades.vncproxy.rfb.tls", "wrapped");
    settings.put("cyclades.vncproxy.servers.tls", "none");
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess proxy = ProxyProcess.start(database, settings);
        TestViewer viewer =
            new TestViewer(
                TestCertificates.context()
                    .getSocketFactory()
                    .createSocket("127.0.0.1", proxy.rfbPort()),
                8)) {
      assertThat(viewer.authenticate(database.issue(server.port()).password())).isNull();
      viewer.begin();
      assertThat(echoes(viewer)).isTrue();
    }
  }

  @Test
  void sessionsAreEndedAfterTheDrainTimeout() throws Exception {
    Map<String, String> settings = Map.of("cyclades.vncproxy.time.drain", "PT1S");
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess proxy = ProxyProcess.start(database, settings);
        TestViewer viewer = session(proxy.rfbAddress(), server)) {
      proxy.process().destroy();

      assertThat(viewer.in().read()).isEqualTo(-1);
      assertThat(proxy.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void awaitClosed(ProxyProcess proxy) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> new TestViewer(proxy.rfbAddress()).close())
                    .isInstanceOf(IOException.class));
  }

  private static List<TestViewer> sessions(
      int count, InetSocketAddress address, FakeVncServer server) throws IOException {
    List<TestViewer> viewers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      viewers.add(session(address, server));
    }
    return viewers;
  }

  private static boolean echoes(TestViewer viewer) {
    try {
      viewer.out().write(9);
      return viewer.in().read() == 9;
    } catch (IOException broken) {
      return false;
    }
  }

  private static TestViewer session(InetSocketAddress address, FakeVncServer server)
      throws IOException {
    TestViewer viewer = new TestViewer(address);
    assertThat(viewer.authenticate(database.issue(server.port()).password())).isNull();
    viewer.begin();
    return viewer;
  }

  private static boolean isAccepted(HaProxy balancer, String password) throws IOException {
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
