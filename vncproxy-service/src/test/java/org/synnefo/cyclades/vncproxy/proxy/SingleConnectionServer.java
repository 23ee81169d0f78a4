package org.synnefo.cyclades.vncproxy.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * A VNC server that accepts one connection, completes the handshake or stays silent, and then does
 * nothing.
 */
final class SingleConnectionServer implements AutoCloseable {

  private final ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  private final CompletableFuture<Socket> reached = new CompletableFuture<>();

  SingleConnectionServer(boolean letsIn) throws IOException {
    Thread thread = new Thread(() -> accept(letsIn), "staged-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  boolean isReached() {
    return reached.isDone();
  }

  Socket socket() {
    return reached.join();
  }

  private void accept(boolean letsIn) {
    try {
      Socket socket = listening.accept();
      if (letsIn) {
        socket.getOutputStream().write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
        socket.getInputStream().readNBytes(12);
        socket.getOutputStream().write(new byte[] {1, 1});
        socket.getInputStream().readNBytes(1);
        socket.getOutputStream().write(new byte[4]);
      }
      reached.complete(socket);
    } catch (IOException closed) {
      reached.completeExceptionally(closed);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    if (reached.isDone() && !reached.isCompletedExceptionally()) {
      reached.join().close();
    }
  }
}
