package org.synnefo.cyclades.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;

/**
 * An AMQP 0-9-1 broker (Apache Qpid Broker-J) on loopback, with its queues in memory. What it
 * forgets when it ends is published again: commands are rows of the outbox, events are read again
 * from Ganeti's job queue.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final SystemLauncher launcher = new SystemLauncher();
  private final Path configuration;
  private final int port;

  private EmbeddedBroker(Path configuration, int port) {
    this.configuration = configuration;
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
   * @param password his password; neither may hold a quote or a backslash
   */
  public static EmbeddedBroker start(int port, String user, String password) {
    try {
      Path configuration = Files.createTempFile("cyclades-broker", ".json");
      Files.writeString(configuration, configuration(port, user, password), StandardCharsets.UTF_8);
      EmbeddedBroker broker = new EmbeddedBroker(configuration, port);
      broker.launcher.startup(
          Map.of(
              "type",
              "Memory",
              "initialConfigurationLocation",
              configuration.toUri().toString(),
              "startupLoggedToSystemOut",
              false));
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException("The broker can't write its configuration", e);
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
    try {
      Files.deleteIfExists(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException("The broker's configuration can't be deleted", e);
    }
  }

  private static String configuration(int port, String user, String password) {
    return """
        {
          "name": "cyclades",
          "modelVersion": "9.0",
          "authenticationproviders": [{
            "name": "users", "type": "Plain", "secureOnlyMechanisms": [],
            "users": [{"name": "%2$s", "password": "%3$s", "type": "managed"}]
          }],
          "ports": [{
            "name": "AMQP", "port": "%1$d", "bindingAddress": "127.0.0.1",
            "authenticationProvider": "users", "protocols": ["AMQP_0_9_1"],
            "virtualhostaliases": [{"name": "any", "type": "patternMatchingAlias", "pattern": ".*",
                                    "virtualHostNode": "default"}]
          }],
          "virtualhostnodes": [{
            "name": "default", "type": "Memory", "defaultVirtualHostNode": "true",
            "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"
          }]
        }
        """
        .formatted(port, user, password);
  }
}
