package org.synnefo.cyclades.vncproxy.replica;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.testing.ProxyProcess;
import org.synnefo.cyclades.vncproxy.testing.TestBrowser;
import org.synnefo.cyclades.vncproxy.testing.TestDatabase;
import org.synnefo.cyclades.vncproxy.testing.TestViewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tests the effect of hostile peers on the packaged proxy's descriptors and memory. */
class HostilePeersIT {

  private static final long GIBIBYTE = 1L << 30;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
  void tenThousandShortConnectionsLeakNoDescriptor() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess proxy = ProxyProcess.start(database, Map.of())) {
      assertIsAccepted(proxy, server);
      long before = descriptors(proxy);
      for (int i = 0; i < 10_000; i++) {
        connectAndDisconnect(proxy, i % 5);
      }
      await().atMost(PATIENCE).until(() -> descriptors(proxy) <= before + 2);
      assertIsAccepted(proxy, server);
    }
  }

  private static void connectAndDisconnect(ProxyProcess proxy, int kind) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.rfbPort())) {
      switch (kind) {
        case 1 -> socket.getOutputStream().write("RFB 003".getBytes(StandardCharsets.US_ASCII));
        case 2 -> socket.setSoLinger(true, 0);
        case 3 -> socket.getOutputStream().write(new byte[4096]);
        case 4 ->
            socket.getOutputStream().write("RFB 003.008\n\2".getBytes(StandardCharsets.US_ASCII));
        default -> socket.shutdownOutput();
      }
    }
  }

  @Test
  void aViewerThatDoesNotReadCostsNoMemoryWhileItsServerSendsAGibibyte() throws Exception {
    AtomicLong written = new AtomicLong();
    FakeVncServer.Script sendsGibibyte =
        (in, out, socket) -> {
          byte[] block = new byte[1 << 16];
          while (written.get() < GIBIBYTE) {
            out.write(block);
            written.addAndGet(block.length);
          }
        };
    try (FakeVncServer server = new FakeVncServer(sendsGibibyte);
        ProxyProcess proxy = ProxyProcess.start(database, Map.of());
        TestViewer viewer = new TestViewer(proxy.rfbAddress())) {
      try (FakeVncServer other = FakeVncServer.echoing()) {
        assertIsAccepted(proxy, other);
      }
      long before = residentKibibytes(proxy);
      viewer.authenticate(database.issue(server.port()).password());
      viewer.begin();
      AtomicLong last = new AtomicLong(-1);
      await()
          .pollInterval(Duration.ofSeconds(1))
          .atMost(PATIENCE)
          .until(() -> last.getAndSet(written.get()) == written.get());
      // The kernel's buffers of the sockets, and one of our high water marks.
      assertThat(written.get()).isBetween(1L, 32L << 20);
      assertThat(residentKibibytes(proxy) - before).isLessThan(64L << 10);

      byte[] buffer = new byte[1 << 16];
      long received = 0;
      for (int read = viewer.in().read(buffer); read >= 0; read = viewer.in().read(buffer)) {
        received += read;
      }
      assertThat(received).isEqualTo(GIBIBYTE);
      assertThat(residentKibibytes(proxy) - before).isLessThan(64L << 10);
    }
  }

  @Test
  void viewersThatStopReadingAreEndedBeforeTheyExhaustMemory() throws Exception {
    FakeVncServer.Script draws =
        (in, out, socket) -> {
          byte[] block = new byte[1 << 16];
          for (int i = 0; i < 64; i++) {
            out.write(block);
          }
          in.transferTo(out);
        };
    List<TestViewer> stalled = new ArrayList<>();
    try (FakeVncServer drawing = new FakeVncServer(draws);
        FakeVncServer echoing = FakeVncServer.echoing();
        ProxyProcess proxy = ProxyProcess.start(database, Map.of());
        TestViewer reading = new TestViewer(proxy.rfbAddress())) {
      assertThat(reading.authenticate(database.issue(echoing.port()).password())).isNull();
      reading.begin();

      // Four times as many as fit in direct memory.
      for (int i = 0; i < 800; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(proxy.rfbAddress());
        TestViewer viewer = new TestViewer(socket, 8);
        stalled.add(viewer);
        assertThat(viewer.authenticate(database.issue(drawing.port()).password())).isNull();
        viewer.begin();
      }

      await().atMost(PATIENCE).until(() -> metric(proxy, "cyclades_console_waiting_bytes") > 0);
      await()
          .atMost(PATIENCE)
          .until(() -> metric(proxy, "cyclades_console_waiting_bytes") <= 32L << 20);
      assertThat(metric(proxy, "cyclades_console_ended_total{cause=\"stalled\"}")).isPositive();
      reading.out().write(7);
      assertThat(reading.in().read()).isEqualTo(7);
      assertIsAccepted(proxy, echoing);
      assertThat(metric(proxy, "cyclades_console_ended_total{cause=\"server_lost\"}")).isZero();
      assertThat(metric(proxy, "cyclades_console_ended_total{cause=\"viewer_lost\"}")).isZero();
      assertThat(proxy.warnings()).noneMatch(line -> line.contains("OutOfMemory"));
    } finally {
      for (TestViewer viewer : stalled) {
        viewer.close();
      }
    }
  }

  @Test
  void browsersThatStopReadingAreEndedLikeOtherViewers() throws Exception {
    FakeVncServer.Script drawsWhenTouched =
        (in, out, socket) -> {
          in.read();
          byte[] block = new byte[1 << 16];
          for (int i = 0; i < 1024; i++) {
            out.write(block);
          }
        };
    Map<String, String> settings = Map.of("cyclades.vncproxy.limits.waiting", "1M");
    List<TestBrowser> stalled = new ArrayList<>();
    try (FakeVncServer drawing = new FakeVncServer(drawsWhenTouched);
        FakeVncServer echoing = FakeVncServer.echoing();
        ProxyProcess proxy = ProxyProcess.start(database, settings)) {
      for (int i = 0; i < 20; i++) {
        TestBrowser browser =
            new TestBrowser(proxy.httpPort(), database.issue(drawing.port()).token());
        stalled.add(browser);
        browser.handshake();
        browser.stopReading();
        browser.touch();
      }

      await()
          .atMost(PATIENCE)
          .until(() -> metric(proxy, "cyclades_console_ended_total{cause=\"stalled\"}") > 0);
      await()
          .atMost(PATIENCE)
          .until(() -> metric(proxy, "cyclades_console_waiting_bytes") <= 1 << 20);
      assertIsAccepted(proxy, echoing);
    } finally {
      stalled.forEach(TestBrowser::close);
    }
  }

  @Test
  void onlyAddressesThatGuessPasswordsAreBlocked() throws Exception {
    Map<String, String> settings = Map.of("cyclades.vncproxy.back-off.free", "5");
    ExecutorService guessers = Executors.newFixedThreadPool(4);
    InetAddress elsewhere = InetAddress.getByName("127.0.0.2");
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess proxy = ProxyProcess.start(database, settings)) {
      String password = database.issue(server.port()).password();
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(guessers.submit(() -> guess(proxy)));
      }
      try (TestViewer viewer = new TestViewer(proxy.rfbAddress(), 8, elsewhere)) {
        assertThat(viewer.authenticate(password)).isNull();
      }
      for (Future<List<String>> answer : answers) {
        assertThat(answer.get()).hasSize(500).containsOnly("Authentication failed");
      }
      assertThat(failures(proxy, "backed_off")).isGreaterThan(failures(proxy, "wrong_password"));
      assertThat(failures(proxy, "wrong_password")).isLessThan(100);
    } finally {
      guessers.shutdownNow();
    }
  }

  private static double failures(ProxyProcess proxy, String cause) throws Exception {
    return metric(proxy, "cyclades_console_failed_total{cause=\"" + cause + "\"}");
  }

  private static double metric(ProxyProcess proxy, String name) throws Exception {
    HttpRequest metrics =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy.httpPort() + "/q/metrics"))
            .timeout(PATIENCE)
            .build();
    return HttpClient.newHttpClient()
        .send(metrics, HttpResponse.BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  private static List<String> guess(ProxyProcess proxy) throws IOException {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      try (TestViewer viewer = new TestViewer(proxy.rfbAddress())) {
        answers.add(viewer.authenticate("guess" + i));
      }
    }
    return answers;
  }

  @Test
  void slowViewersDoNotHoldPermitsBeyondTheHandshakeTimeout() throws Exception {
    Map<String, String> settings =
        Map.of(
            "cyclades.vncproxy.limits.handshakes", "50",
            "cyclades.vncproxy.time.handshake", "PT5S");
    List<Socket> slow = new ArrayList<>();
    try (FakeVncServer server = FakeVncServer.echoing();
        ProxyProcess proxy = ProxyProcess.start(database, settings)) {
      assertIsAccepted(proxy, server);
      for (int i = 0; i < 60; i++) {
        slow.add(new Socket(InetAddress.getLoopbackAddress(), proxy.rfbPort()));
      }
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> slow.stream().allMatch(HostilePeersIT::hasEnded));
      assertIsAccepted(proxy, server);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /**
   * Sends another byte of the version. If the proxy has closed the connection, this shows as a
   * reset or as end of stream.
   */
  private static boolean hasEnded(Socket socket) {
    try {
      socket.setSoTimeout(1);
      socket.getOutputStream().write('R');
      while (socket.getInputStream().read() >= 0) {
        continue;
      }
      return true;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private static void assertIsAccepted(ProxyProcess proxy, FakeVncServer server)
      throws IOException {
    try (TestViewer viewer = new TestViewer(proxy.rfbAddress())) {
      assertThat(viewer.authenticate(database.issue(server.port()).password())).isNull();
      viewer.begin();
    }
  }

  private static long descriptors(ProxyProcess proxy) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", "" + proxy.process().pid(), "fd"))) {
      return open.count();
    }
  }

  private static long residentKibibytes(ProxyProcess proxy) throws IOException {
    return Files.readAllLines(Path.of("/proc", "" + proxy.process().pid(), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
