package org.synnefo.cyclades.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;

/**
 * An AMQP 0-9-1 broker (Apache Qpid Broker-J) on loopback, with its queues in memory. What it
 * forgets when it ends is published again: commands are rows of the outbox, events are read again
 * from Ganeti's job queue. It writes no files.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final SystemLauncher launcher = new SystemLauncher();
  private final int port;

  private EmbeddedBroker(int port) {
    this.port = port;
  }

  /** A broker on a free port, for tests. */
  public static EmbeddedBroker temporary() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      socket.close();
      return start(port, "guest", "guest");
    } catch (IOException e) {
      throw new UncheckedIOException("There is no free port", e);
    }
  }

  /**
   * @param port on loopback
   * @param user who is let in
   * @param password his password
   */
  public static EmbeddedBroker start(int port, String user, String password) {
    EmbeddedBroker broker = new EmbeddedBroker(port);
    try {
      broker.launcher.startup(
          Map.of(
              "type",
              "Memory",
              "initialConfigurationLocation",
              EmbeddedBroker.class.getResource("broker.json").toString(),
              "context",
              Map.of(
                  "cyclades.port",
                  Integer.toString(port),
                  "cyclades.user",
                  user,
                  "cyclades.password",
                  password),
              "startupLoggedToSystemOut",
              false));
      return broker;
    } catch (Exception e) {
      throw new IllegalStateException("The broker does not start", e);
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    launcher.shutdown();
  }
}
