package org.synnefo.cyclades.local.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.synnefo.cyclades.embedded.PostgresFolder;
import org.synnefo.cyclades.local.LocalCloud;
import org.synnefo.cyclades.local.parts.CloudParts;
import org.synnefo.cyclades.local.parts.Part;
import org.synnefo.cyclades.local.parts.Program;
import org.synnefo.cyclades.local.parts.Readiness;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.settings.FreePorts;
import org.synnefo.cyclades.local.settings.Port;
import org.synnefo.cyclades.local.tour.ComputeClient;

import static org.awaitility.Awaitility.await;

/** A cloud of processes, each of which can be killed, frozen and started again. */
final class CloudUnderTest implements AutoCloseable {

  static final String API = "api-service";
  static final String DISPATCHER = "dispatcher-service";
  static final String BROKER = "broker";
  static final String DATABASE = "database";
  static final String EVENTS = "event-daemon";
  static final Duration RECONCILIATION = Duration.ofSeconds(10);

  private static final Duration START = Duration.ofSeconds(120);
  private static final String RAPI_USER = "cyclades";
  private static final int SPARE_PORTS = 6;

  /** Periods that are short enough to be waited for; limits that don't limit. */
  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("CYCLADES_QUOTA_SERVERS", "10000"),
          Map.entry("CYCLADES_QUOTA_VCPUS", "100000"),
          Map.entry("CYCLADES_QUOTA_MEMORY_MIB", "100000000"),
          Map.entry("CYCLADES_QUOTA_DISK_GIB", "1000000"),
          Map.entry("CYCLADES_RATES_POST", "0"),
          Map.entry("CYCLADES_RATES_DELETE", "0"),
          Map.entry("CYCLADES_GANETI_READ_TIMEOUT", "10s"),
          Map.entry("CYCLADES_DISPATCHER_COMMANDS_LEASE", "20s"),
          Map.entry("CYCLADES_DISPATCHER_COMMANDS_SUBMIT_WITHIN", "8s"),
          Map.entry("CYCLADES_DISPATCHER_RECONCILIATION_EVERY", RECONCILIATION.toSeconds() + "s"),
          Map.entry("CYCLADES_DISPATCHER_CONSUMERS_PATIENCE", "5s"),
          Map.entry("CYCLADES_QUEUE_TYPE", "quorum"),
          Map.entry("CYCLADES_EVENTD_QUEUE_TYPE", "quorum"),
          Map.entry("CYCLADES_IMAGE_SECONDS", "1"));

  private final Path data;
  private final LocalCloud cloud;
  private final CloudFolder folder;
  private final CloudParts parts;
  private final Processes processes;
  private final Database database;
  private final Cluster cluster;
  private final MessageBroker broker;
  private final ComputeClient api;

  private CloudUnderTest(Path data) throws IOException, InterruptedException {
    this.data = data;
    cloud = new LocalCloud(data, ENVIRONMENT).up("--broker", "installed");
    folder = new CloudFolder(data);
    parts = new CloudParts(new Program(Path.of("..").toRealPath()), folder, cloud.settings());
    processes = new Processes(folder, ENVIRONMENT);
    api = cloud.api();
    database =
        new Database(
            parts.databaseUrl(),
            PostgresFolder.NAME,
            cloud.settings().secrets().databasePassword());
    cluster = simulated(parts.rapiUrl());
    broker = new MessageBroker(parts.brokerUrl(), part(BROKER).environment());
  }

  static CloudUnderTest start() {
    try {
      return new CloudUnderTest(Files.createTempDirectory("faults"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Cluster simulated(String url) {
    Cluster simulated =
        new Cluster(URI.create(url), RAPI_USER, cloud.settings().secrets().rapiPassword());
    simulated.put("/simulator/capacity", Map.of("memory", 100_000_000));
    return simulated;
  }

  ComputeClient api() {
    return api;
  }

  Database database() {
    return database;
  }

  /** The first backend's. */
  Cluster cluster() {
    return cluster;
  }

  MessageBroker broker() {
    return broker;
  }

  void kill(String name) {
    processes.kill(name);
    if (name.equals(DATABASE)) {
      processes.killPostmaster();
    }
  }

  /** Starts a part that does not run, and does not wait for it. */
  void launch(String name) {
    processes.launch(part(name));
  }

  void start(String name) {
    launch(name);
    awaitReady(name);
  }

  void awaitReady(String name) {
    await().atMost(START).until(() -> isReady(name));
  }

  boolean isReady(String name) {
    return part(name).readiness().isMet();
  }

  boolean isRunning(String name) {
    return processes.running(name).isPresent();
  }

  ProcessHandle handle(String name) {
    return processes.running(name).orElseThrow();
  }

  /** Stops a part in the middle of whatever it does, until it is woken. */
  void freeze(String name) {
    processes.signal(name, "STOP");
  }

  void wake(String name) {
    processes.signal(name, "CONT");
  }

  /** Another dispatcher beside the first, until it is closed. */
  Replica anotherDispatcher() {
    Part first = part(DISPATCHER);
    int port = sparePort();
    Map<String, String> environment = new LinkedHashMap<>(first.environment());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    URI health = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port));
    Replica replica = new Replica(DISPATCHER + "-" + port);
    startBeside(
        new Part(
            replica.name(),
            first.command(),
            environment,
            new Readiness.Healthy(health),
            List.of()));
    return replica;
  }

  /** Another cluster, in a process of its own. */
  Cluster anotherCluster(String name) {
    Part first = part("ganeti-simulator");
    int port = sparePort();
    List<String> command = new ArrayList<>(first.command());
    command.set(command.indexOf("--data") + 1, folder.folder("ganeti-" + name).toString());
    command.set(command.indexOf("--port") + 1, Integer.toString(port));
    startBeside(
        new Part(name, command, first.environment(), new Readiness.Listening(port), List.of()));
    return simulated("http://127.0.0.1:" + port);
  }

  /** The spare ports of a cloud's block follow those of its parts. */
  private int sparePort() {
    int last = cloud.settings().port(Port.BROKER_NODE);
    return IntStream.rangeClosed(last + 1, last + SPARE_PORTS)
        .filter(FreePorts::isFree)
        .findFirst()
        .orElseThrow();
  }

  private void startBeside(Part part) {
    processes.launch(part);
    try {
      await().atMost(START).until(() -> part.readiness().isMet());
    } catch (RuntimeException | Error notReady) {
      processes.kill(part.name());
      throw notReady;
    }
  }

  /** A further dispatcher. */
  final class Replica implements AutoCloseable {

    private final String name;

    private Replica(String name) {
      this.name = name;
    }

    String name() {
      return name;
    }

    @Override
    public void close() {
      processes.kill(name);
    }
  }

  /** Runs {@code snf-admin}. */
  void administer(String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(parts.administration(arguments));
    builder.environment().putAll(part(DISPATCHER).environment());
    builder.environment().putAll(ENVIRONMENT);
    Processes.run(builder);
  }

  private Part part(String name) {
    return parts.all().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public void close() throws Exception {
    database.close();
    cloud.close();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
