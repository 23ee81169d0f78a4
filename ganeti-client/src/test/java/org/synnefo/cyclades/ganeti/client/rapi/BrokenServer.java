package org.synnefo.cyclades.ganeti.client.rapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections, reads the head of the request, and then misbehaves. */
final class BrokenServer implements AutoCloseable {

  /** What to do with a connection once the head of the request has been read. */
  interface Misbehaviour {
    void with(Socket connection) throws IOException;
  }

  /** Sends nothing, and keeps the connection open. */
  static final Misbehaviour SILENCE = connection -> {};

  static final Misbehaviour CLOSE = Socket::close;

  static final Misbehaviour RESET =
      connection -> {
        connection.setSoLinger(true, 0);
        connection.close();
      };

  /** Sends a text, and keeps the connection open. */
  static Misbehaviour say(String text) {
    return connection ->
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  static Misbehaviour sayAndClose(String text) {
    return connection -> {
      say(text).with(connection);
      connection.close();
    };
  }

  private final ServerSocket server;
  private final Misbehaviour misbehaviour;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService acceptor = Executors.newSingleThreadExecutor();

  BrokenServer(Misbehaviour misbehaviour) {
    this.misbehaviour = misbehaviour;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    acceptor.execute(this::serve);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int requests() {
    return requests.get();
  }

  private void serve() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        readHead(connection.getInputStream());
        requests.incrementAndGet();
        misbehaviour.with(connection);
      }
    } catch (SocketException e) {
      // Closed because the test is over.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readHead(InputStream stream) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int character = stream.read();
      if (character < 0) {
        return;
      }
      head.append((char) character);
    }
  }

  @Override
  public void close() {
    acceptor.shutdownNow();
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
