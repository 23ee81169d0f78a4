package org.synnefo.cyclades.vncproxy.proxy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.embedded.DatabaseResource;
import org.synnefo.cyclades.vncproxy.rfb.VncAuthentication;
import org.synnefo.cyclades.vncproxy.testing.FakeVncServer;
import org.synnefo.cyclades.vncproxy.transport.ConsoleProxy;
import org.synnefo.cyclades.vncproxy.transport.RfbPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@TestProfile(TlsTest.Tls.class)
@WithTestResource(value = DatabaseResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(TestCertificates.class)
class TlsTest {

  private static final byte[] VERSION = "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);
  private static final int X509_VNC = 261;
  private static final int TLS_HEADER = 5;
  private static final int TLS_LENGTH = 3;

  /** A separate profile, because TLS is configured for the whole application. */
  public static final class Tls implements QuarkusTestProfile {}

  /** Records the received bytes as they were on the wire. */
  private static final class RecordingSocket extends Socket {

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    RecordingSocket(InetSocketAddress peer) throws IOException {
      super(InetAddress.getLoopbackAddress(), peer.getPort());
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          int count = super.read(buffer, offset, length);
          received.write(buffer, offset, Math.max(count, 0));
          return count;
        }
      };
    }
  }

  @TestHTTPResource(value = "/", tls = true)
  URI https;

  @Inject RfbPort port;
  @Inject TestGrants grants;
  @Inject ConsoleProxy proxy;

  @AfterEach
  void assertNothingIsLeft() {
    await().until(() -> proxy.open() == 0);
  }

  @Test
  void aViewerWithVeNCryptReachesAServerWithVeNCrypt() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket viewer =
            new Socket(InetAddress.getLoopbackAddress(), port.address().orElseThrow().getPort())) {
      CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> serve(listening));
      viewer.setSoTimeout(10_000);
      SSLSocket tls = veNCrypt(viewer);
      DataInputStream in = new DataInputStream(tls.getInputStream());
      byte[] challenge = in.readNBytes(16);
      String password = grants.issue(listening.getLocalPort()).password();
      tls.getOutputStream().write(VncAuthentication.response(password, challenge));

      assertThat(in.readInt()).isZero();
      tls.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(in.readNBytes(5), StandardCharsets.US_ASCII)).isEqualTo("world");
      assertThat(hearing(heard)).isEqualTo("hello");
    }
  }

  @Test
  void aViewerWithoutTlsIsAcceptedIfTlsIsOnlyOffered() throws IOException {
    try (FakeVncServer server = FakeVncServer.echoing();
        Socket viewer =
            new Socket(InetAddress.getLoopbackAddress(), port.address().orElseThrow().getPort())) {
      DataInputStream in = new DataInputStream(viewer.getInputStream());
      in.readNBytes(12);
      viewer.getOutputStream().write(VERSION);
      assertThat(in.readNBytes(3)).containsExactly(2, 19, 2);
      viewer.getOutputStream().write(2);
      byte[] challenge = in.readNBytes(16);
      viewer
          .getOutputStream()
          .write(VncAuthentication.response(grants.issue(server.port()).password(), challenge));

      assertThat(in.readInt()).isZero();
    }
  }

  /** TigerVNC's viewer does not see a challenge that follows a session ticket. */
  @Test
  void theChallengeIsTheFirstMessageAfterTls13IsEstablished() throws IOException {
    try (RecordingSocket viewer = new RecordingSocket(port.address().orElseThrow())) {
      SSLSocket tls = veNCrypt(viewer);
      tls.startHandshake();
      assertThat(tls.getSession().getProtocol()).isEqualTo("TLSv1.3");
      viewer.received.reset();
      assertThat(tls.getInputStream().readNBytes(16)).hasSize(16);

      ByteBuffer behind = ByteBuffer.wrap(viewer.received.toByteArray());
      int record = behind.getShort(TLS_LENGTH);
      assertThat(behind.remaining()).isEqualTo(TLS_HEADER + record);
    }
  }

  @Test
  void aBrowserCanUseAnEncryptedWebSocket() throws Exception {
    try (FakeVncServer server = FakeVncServer.echoing()) {
      CompletableFuture<String> greeting = new CompletableFuture<>();
      WebSocket.Listener browser =
          new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
              greeting.complete(StandardCharsets.US_ASCII.decode(data).toString());
              return null;
            }
          };
      WebSocket socket =
          HttpClient.newBuilder()
              .sslContext(TestCertificates.context())
              .build()
              .newWebSocketBuilder()
              .subprotocols("binary")
              .buildAsync(
                  URI.create(
                      https.toString().replace("https:", "wss:")
                          + "console?token="
                          + grants.issue(server.port()).token()),
                  browser)
              .get(20, TimeUnit.SECONDS);
      assertThat(greeting.get(20, TimeUnit.SECONDS)).isEqualTo("RFB 003.008\n");
      socket.abort();
    }
  }

  private static String hearing(CompletableFuture<String> heard)
      throws InterruptedException, ExecutionException, TimeoutException {
    return heard.get(10, TimeUnit.SECONDS);
  }

  private static SSLSocket veNCrypt(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    in.readNBytes(12);
    out.write(VERSION);
    assertThat(in.readNBytes(3)).containsExactly(2, 19, 2);
    out.write(19);
    assertThat(in.readNBytes(2)).containsExactly(0, 2);
    out.write(new byte[] {0, 2});
    assertThat(in.readNBytes(2)).containsExactly(0, 1);
    assertThat(in.readInt()).isEqualTo(X509_VNC);
    out.write(new byte[] {0, 0, 1, 5});
    assertThat(in.read()).isEqualTo(1);
    return (SSLSocket)
        TestCertificates.context()
            .getSocketFactory()
            .createSocket(socket, "127.0.0.1", socket.getPort(), true);
  }

  /** A server that only accepts VeNCrypt with a password; returns what it received. */
  private static String serve(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      out.write(VERSION);
      in.readNBytes(12);
      out.write(new byte[] {1, 19});
      in.readNBytes(1);
      out.write(new byte[] {0, 2});
      in.readNBytes(2);
      out.write(new byte[] {0, 1, 0, 0, 1, 5});
      in.readNBytes(4);
      out.write(1);
      SSLSocket tls =
          (SSLSocket)
              TestCertificates.context().getSocketFactory().createSocket(socket, null, true);
      byte[] challenge = new byte[16];
      tls.getOutputStream().write(challenge);
      byte[] response = tls.getInputStream().readNBytes(16);
      boolean known = VncAuthentication.matches("cluster1", challenge, response);
      tls.getOutputStream().write(new byte[] {0, 0, 0, (byte) (known ? 0 : 1)});
      String heard = new String(tls.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
      tls.getOutputStream().write("world".getBytes(StandardCharsets.US_ASCII));
      return heard;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
