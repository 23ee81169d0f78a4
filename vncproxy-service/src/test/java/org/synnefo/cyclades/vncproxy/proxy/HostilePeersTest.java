package org.synnefo.cyclades.vncproxy.proxy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.embedded.DatabaseResource;
import org.synnefo.cyclades.vncproxy.session.Sessions;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.testing.TestViewer;
import org.synnefo.cyclades.vncproxy.transport.ConsoleProxy;
import org.synnefo.cyclades.vncproxy.transport.RfbPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
class HostilePeersTest {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @Inject RfbPort port;
  @Inject TestGrants grants;
  @Inject Sessions sessions;
  @Inject ConsoleProxy proxy;

  @AfterEach
  void assertNothingIsLeft() {
    await().atMost(Duration.ofSeconds(15)).until(() -> proxy.open() == 0);
    assertThat(sessions.handshakes()).isZero();
  }

  @Test
  void theServerIsNotReadFasterThanTheViewerReads() throws IOException {
    AtomicLong written = new AtomicLong();
    FakeVncServer.Script floods =
        (in, out, socket) -> {
          byte[] block = new byte[1 << 16];
          while (true) {
            out.write(block);
            written.addAndGet(block.length);
          }
        };
    try (FakeVncServer server = new FakeVncServer(floods);
        TestViewer viewer = new TestViewer(proxy())) {
      viewer.authenticate(grants.issue(server.port()).password());
      viewer.begin();

      AtomicLong before = new AtomicLong(-1);
      await()
          .pollInterval(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(20))
          .until(() -> before.getAndSet(written.get()) == written.get());
      // The kernel's buffers of three sockets, and one of our high water marks.
      assertThat(written.get()).isBetween(1L, 32L << 20);
      assertThat(sessions.live().iterator().next().bytesFromServer()).isLessThan(24L << 20);
    }
  }

  @Test
  void shortConnectionsLeaveNothingBehind() throws IOException {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      try (TestViewer warm = new TestViewer(proxy())) {
        warm.authenticate(grants.issue(server.port()).password());
      }
      await().until(() -> proxy.open() == 0);
      long before = descriptors();
      for (int i = 0; i < 2000; i++) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy().getPort())) {
          if (i % 4 == 1) {
            socket.getOutputStream().write("RFB 003".getBytes(StandardCharsets.US_ASCII));
          } else if (i % 4 == 2) {
            socket.setSoLinger(true, 0);
          } else if (i % 4 == 3) {
            socket.getOutputStream().write(new byte[4096]);
          }
        }
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> proxy.open() == 0);
      await().atMost(Duration.ofSeconds(10)).until(() -> descriptors() <= before + 8);
    }
  }

  @Test
  void garbageEndsAConnectionImmediately() throws IOException {
    byte[] garbage = new byte[1 << 16];
    new Random(1).nextBytes(garbage);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy().getPort())) {
      socket.setSoTimeout(2000);
      socket.getInputStream().readNBytes(12);
      socket.getOutputStream().write(garbage, 0, 12);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aSlowViewerIsDisconnectedInTime() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy().getPort())) {
      byte[] version = "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);
      socket.setSoTimeout(10_000);
      socket.getInputStream().readNBytes(12);
      long begun = System.nanoTime();
      socket.getOutputStream().write(version, 0, 3);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void aSilentServerFailsInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        TestViewer viewer = new TestViewer(proxy())) {
      assertThat(viewer.authenticate(grants.issue(silent.getLocalPort()).password()))
          .isEqualTo("The console is not available");
    }
  }

  @Test
  void aServerThatDoesNotSpeakRfbFails() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        TestViewer viewer = new TestViewer(proxy())) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket socket = other.accept()) {
                  socket
                      .getOutputStream()
                      .write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
                  socket.getInputStream().read();
                } catch (IOException closed) {
                  return;
                }
              });
      thread.setDaemon(true);
      thread.start();
      assertThat(viewer.authenticate(grants.issue(other.getLocalPort()).password()))
          .isEqualTo("The console is not available");
    }
  }

  private static long descriptors() throws IOException {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.count();
    }
  }

  private InetSocketAddress proxy() {
    return port.address().orElseThrow();
  }
}
