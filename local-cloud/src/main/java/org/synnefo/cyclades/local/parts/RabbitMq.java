package org.synnefo.cyclades.local.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.settings.CloudSettings;
import org.synnefo.cyclades.local.settings.Port;

/**
 * A RabbitMQ of this cloud's own, from the programs of an installed one: with its own name,
 * folders, ports and port mapper, so that it neither needs nor disturbs the system's.
 */
public final class RabbitMq {

  static final String USER = "cyclades";

  private static final Path INSTALLED = Path.of("/usr/lib/rabbitmq/lib");
  private static final Path PORT_MAPPER = Path.of("/usr/bin/epmd");

  private RabbitMq() {}

  /** The server program of the newest installed version; empty if none is installed. */
  public static Optional<Path> installed() {
    if (!Files.isDirectory(INSTALLED) || !Files.isExecutable(PORT_MAPPER)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("sbin/rabbitmq-server"))
          .filter(Files::isExecutable)
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException("The installed RabbitMQ can't be looked for", e);
    }
  }

  static IllegalStateException missing() {
    return new IllegalStateException(
        "There is no RabbitMQ in %s; install it, or start a cloud with --broker embedded"
            .formatted(INSTALLED));
  }

  /**
   * Erlang's port mapper, and the broker, which finds it there instead of starting one that would
   * outlive it.
   */
  static List<Part> parts(CloudFolder folder, CloudSettings settings, Path server) {
    int mapperPort = settings.port(Port.PORT_MAPPER);
    int nodePort = settings.port(Port.BROKER_NODE);
    Path home = folder.folder("rabbitmq");
    int port = settings.port(Port.AMQP);
    folder.write("rabbitmq.conf", configuration(settings, port));
    folder.write("rabbitmq-plugins", "[].\n");
    Map<String, String> mapper =
        Map.of("ERL_EPMD_ADDRESS", "127.0.0.1", "ERL_EPMD_PORT", Integer.toString(mapperPort));
    Map<String, String> environment = new TreeMap<>(mapper);
    environment.put("HOME", home.toString());
    // Its schedulers shall not turn while they wait: the parts share few processors.
    environment.put(
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+sbwt none +sbwtdcpu none +sbwtdio none");
    environment.put("RABBITMQ_NODENAME", "cyclades%d@localhost".formatted(port));
    environment.put("RABBITMQ_NODE_PORT", Integer.toString(port));
    environment.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
    environment.put("RABBITMQ_DIST_PORT", Integer.toString(nodePort));
    environment.put("RABBITMQ_MNESIA_BASE", home.resolve("data").toString());
    environment.put("RABBITMQ_LOG_BASE", folder.folder("logs").toString());
    environment.put("RABBITMQ_PID_FILE", home.resolve("pid").toString());
    environment.put(
        "RABBITMQ_ENABLED_PLUGINS_FILE", folder.root().resolve("rabbitmq-plugins").toString());
    environment.put("RABBITMQ_CONFIG_FILE", folder.root().resolve("rabbitmq").toString());
    return List.of(
        new Part(
            "port-mapper",
            List.of(
                PORT_MAPPER.toString(),
                "-address",
                "127.0.0.1",
                "-port",
                Integer.toString(mapperPort)),
            mapper,
            new Readiness.Listening(mapperPort),
            List.of()),
        new Part(
            "broker",
            List.of(server.toString()),
            environment,
            new Readiness.Listening(port),
            List.of("port-mapper")));
  }

  private static String configuration(CloudSettings settings, int port) {
    return """
        listeners.tcp.local = 127.0.0.1:%d
        default_user = %s
        default_pass = %s
        default_permissions.configure = .*
        default_permissions.read = .*
        default_permissions.write = .*
        log.console = true
        log.file = false
        """
        .formatted(port, USER, settings.secrets().amqpPassword());
  }
}
