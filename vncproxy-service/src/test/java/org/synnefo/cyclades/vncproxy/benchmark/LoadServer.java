package org.synnefo.cyclades.vncproxy.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A VNC server without authentication and with minimal overhead. If the first byte after the
 * handshake is 'f', it sends forever; otherwise it echoes every byte.
 */
final class LoadServer implements AutoCloseable {

  private static final byte[] VERSION = "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);
  private static final int BACKLOG = 1024;

  /** A frame buffer of 1 by 1 pixel without a name. */
  private static final byte[] SERVER_INIT = new byte[24];

  private final ServerSocketChannel listening;
  private final ExecutorService threads = Executors.newCachedThreadPool(LoadServer::thread);

  LoadServer() throws IOException {
    listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    threads.execute(this::accept);
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) listening.getLocalAddress();
  }

  int port() throws IOException {
    return address().getPort();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel viewer = listening.accept();
        threads.execute(() -> serve(viewer));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void serve(SocketChannel viewer) {
    try (viewer) {
      viewer.setOption(StandardSocketOptions.TCP_NODELAY, true);
      ByteBuffer small = ByteBuffer.allocateDirect(64);
      write(viewer, VERSION);
      read(viewer, small, VERSION.length);
      write(viewer, new byte[] {1, 1});
      read(viewer, small, 1);
      write(viewer, new byte[4]);
      read(viewer, small, 1);
      write(viewer, SERVER_INIT);
      read(viewer, small, 1);
      if (small.get(0) == 'f') {
        flood(viewer);
      } else {
        echo(viewer, small);
      }
    } catch (IOException left) {
      return;
    }
  }

  private static void flood(SocketChannel viewer) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(1 << 18);
    while (true) {
      viewer.write(block.clear());
    }
  }

  private static void echo(SocketChannel viewer, ByteBuffer buffer) throws IOException {
    do {
      buffer.flip();
      while (buffer.hasRemaining()) {
        viewer.write(buffer);
      }
    } while (viewer.read(buffer.clear()) >= 0);
  }

  private static void read(SocketChannel viewer, ByteBuffer buffer, int count) throws IOException {
    buffer.clear().limit(count);
    while (buffer.hasRemaining()) {
      if (viewer.read(buffer) < 0) {
        throw new EOFException();
      }
    }
  }

  private static void write(SocketChannel viewer, byte[] bytes) throws IOException {
    viewer.write(ByteBuffer.wrap(bytes));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "load-server", 1 << 17);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
