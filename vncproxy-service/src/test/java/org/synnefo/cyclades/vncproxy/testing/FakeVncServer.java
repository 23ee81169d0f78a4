package org.synnefo.cyclades.vncproxy.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A VNC server without authentication that answers ClientInit with a name and then runs a script.
 */
public final class FakeVncServer implements AutoCloseable {

  /** What the server does after the handshake. */
  public interface Script {
    void play(DataInputStream in, OutputStream out, Socket socket) throws IOException;
  }

  public static final byte[] SERVER_INIT = "ServerInit".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listening;
  private final Script script;
  private final AtomicInteger handshakes = new AtomicInteger();
  private final CountDownLatch finished = new CountDownLatch(1);

  public FakeVncServer(Script script) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.script = script;
    thread(this::accept);
  }

  /** Echoes each byte until the viewer has finished. */
  public static FakeVncServer echoing() throws IOException {
    return new FakeVncServer((in, out, socket) -> in.transferTo(out));
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Number of handshakes that reached ClientInit. */
  public int handshakes() {
    return handshakes.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        thread(() -> serve(socket));
      }
    } catch (IOException closed) {
      finished.countDown();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
      in.readFully(new byte[12]);
      out.write(new byte[] {1, 1});
      in.readByte();
      out.write(new byte[4]);
      in.readByte();
      handshakes.incrementAndGet();
      out.write(SERVER_INIT);
      script.play(in, out, socket);
    } catch (IOException left) {
      // The peer disconnected, which some tests want.
      return;
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "fake-vnc-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
