package org.synnefo.cyclades.local.parts;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.synnefo.cyclades.embedded.PostgresFolder;
import org.synnefo.cyclades.embedded.PostgresPrograms;
import org.synnefo.cyclades.local.settings.Broker;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.settings.CloudSettings;
import org.synnefo.cyclades.local.settings.Port;

/** The parts of one local cloud, in the order in which they are shown. */
public final class CloudParts {

  /** Name of the database's part. */
  public static final String DATABASE = "database";

  /** What the database needs: PostgreSQL's programs and data. */
  public static final String DATABASE_FOLDER = "database folder";

  /** What the services need of the database: tables, and what a cloud starts with. */
  public static final String SCHEMA = "schema";

  private static final String BROKER = "broker";
  private static final String SIMULATOR = "ganeti-simulator";

  /** What the console proxy may hold for peers that read slowly. */
  private static final String CONSOLE_BUFFERS = "-XX:MaxDirectMemorySize=64m";

  /** Sessions are ended in order before {@code CloudControl} loses patience. */
  private static final Duration CONSOLE_DRAIN = Duration.ofSeconds(15);

  private final Program program;
  private final CloudFolder folder;
  private final CloudSettings settings;

  public CloudParts(Program program, CloudFolder folder, CloudSettings settings) {
    this.program = program;
    this.folder = folder;
    this.settings = settings;
  }

  /** What the services need before they can start. */
  public List<Part> infrastructure() {
    List<Part> parts = new ArrayList<>();
    parts.add(database());
    parts.addAll(broker());
    if (settings.simulated()) {
      parts.add(simulator());
    }
    return parts;
  }

  /** The services; they need the schema. */
  public List<Part> services() {
    List<Part> parts = new ArrayList<>();
    parts.add(api());
    parts.add(dispatcher());
    parts.add(vncproxy());
    if (settings.simulated() || settings.cluster().queue() != null) {
      parts.add(eventDaemon());
    }
    return parts;
  }

  public List<Part> all() {
    List<Part> parts = new ArrayList<>(infrastructure());
    parts.addAll(services());
    return parts;
  }

  /** How {@code snf-admin} is run here. */
  public List<String> administration(String... arguments) {
    return append(apart("snf-admin", program.plain("snf-admin", 96)), List.of(arguments));
  }

  /**
   * What is told to those who read and write the database: where it is, their password, and the key
   * to the secrets in it.
   */
  public Map<String, String> databaseEnvironment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", databaseUrl());
    environment.put("QUARKUS_DATASOURCE_USERNAME", PostgresFolder.NAME);
    environment.put("QUARKUS_DATASOURCE_PASSWORD", settings.secrets().databasePassword());
    environment.put("CYCLADES_DEPLOYMENT_KEY", settings.secrets().deploymentKey());
    return environment;
  }

  public String databaseUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s"
        .formatted(settings.port(Port.DATABASE), PostgresFolder.NAME);
  }

  /** Where the broker is, with user and password. */
  public URI brokerUrl() {
    return settings.broker().kind() == Broker.Kind.GIVEN
        ? URI.create(settings.broker().url())
        : URI.create(
            "amqp://%s:%s@127.0.0.1:%d"
                .formatted(
                    RabbitMq.USER, settings.secrets().amqpPassword(), settings.port(Port.AMQP)));
  }

  /** Where the cluster's remote API is. */
  public String rapiUrl() {
    return settings.simulated()
        ? "http://127.0.0.1:%d".formatted(settings.port(Port.RAPI))
        : settings.cluster().url();
  }

  private Part database() {
    int port = settings.port(Port.DATABASE);
    return new Part(
        DATABASE,
        databaseFolder().server(port),
        Map.of(),
        new Readiness.AcceptsLogins(port),
        List.of(DATABASE_FOLDER),
        Part.Stop.INTERRUPT);
  }

  /**
   * Makes what the database needs before its first start.
   *
   * @param progress is told what was made, a line each
   */
  public void prepareDatabase(Consumer<String> progress) {
    new DatabasePreparation(folder, databaseFolder(), settings.secrets(), progress).run();
  }

  /** The data of the cloud's PostgreSQL. */
  private PostgresFolder databaseFolder() {
    return new PostgresFolder(
        PostgresPrograms.ofUser(),
        folder.root().resolve(DATABASE),
        folder.folder("logs").resolve("database-creation.log"));
  }

  private List<Part> broker() {
    return switch (settings.broker().kind()) {
      case GIVEN -> List.of();
      case INSTALLED ->
          RabbitMq.parts(folder, settings, RabbitMq.installed().orElseThrow(RabbitMq::missing));
      case EMBEDDED -> List.of(embeddedBroker(settings.port(Port.AMQP)));
    };
  }

  private Part embeddedBroker(int port) {
    return new Part(
        BROKER,
        apart(BROKER, self("run-broker", Integer.toString(port), RabbitMq.USER)),
        Map.of("CYCLADES_BROKER_PASSWORD", settings.secrets().amqpPassword()),
        new Readiness.Listening(port),
        List.of());
  }

  private Part simulator() {
    int port = settings.port(Port.RAPI);
    Path data = folder.folder("ganeti");
    Path users =
        folder.write(
            "rapi-users", "cyclades %s read,write%n".formatted(settings.secrets().rapiPassword()));
    return new Part(
        SIMULATOR,
        append(
            apart(SIMULATOR, program.plain(SIMULATOR, 64)),
            List.of(
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port),
                "--users",
                users.toString(),
                "--vnc-ports",
                "any",
                "--node-address",
                "127.0.0.1")),
        Map.of(
            "CYCLADES_PROGRESS_MONITOR", program.file("deploy/ganeti/progress-monitor").toString(),
            "CYCLADES_SPOOL", folder.folder("spool").toString()),
        new Readiness.Listening(port),
        List.of());
  }

  private Part eventDaemon() {
    Path ready = readyFile("event-daemon");
    Path queue =
        settings.simulated()
            ? folder.root().resolve("ganeti/queue")
            : Path.of(settings.cluster().queue());
    Path spool =
        settings.simulated() || settings.cluster().spool() == null
            ? folder.folder("spool")
            : Path.of(settings.cluster().spool());
    return new Part(
        "event-daemon",
        append(
            apart("event-daemon", program.plain("ganeti-tools", 32)),
            List.of(
                "--queue", queue.toString(),
                "--spool", spool.toString(),
                "--state", folder.root().resolve("event-daemon.json").toString(),
                "--ready-file", ready.toString())),
        Map.of("CYCLADES_EVENTD_AMQP_URL", brokerUrl().toString()),
        new Readiness.FileWritten(ready),
        settings.simulated() ? with(brokerIfOurs(), SIMULATOR) : brokerIfOurs());
  }

  private Part api() {
    Map<String, String> environment = serviceEnvironment(Port.API);
    environment.putAll(brokerEnvironment());
    environment.put(
        "CYCLADES_API_PUBLIC_URL", "http://127.0.0.1:%d".formatted(settings.port(Port.API)));
    environment.put("CYCLADES_CONSOLE_PORT", Integer.toString(settings.port(Port.CONSOLE)));
    environment.put(
        "CYCLADES_CONSOLE_BROWSER_URL",
        "ws://127.0.0.1:%d/console".formatted(settings.port(Port.CONSOLE_WEB)));
    return service("api-service", Port.API, 192, environment, with(brokerIfOurs(), SCHEMA));
  }

  private Part dispatcher() {
    Map<String, String> environment = serviceEnvironment(Port.DISPATCHER);
    environment.putAll(brokerEnvironment());
    return service(
        "dispatcher-service", Port.DISPATCHER, 128, environment, with(brokerIfOurs(), SCHEMA));
  }

  private Part vncproxy() {
    Map<String, String> environment = serviceEnvironment(Port.CONSOLE_WEB);
    environment.put("CYCLADES_VNCPROXY_RFB_PORT", Integer.toString(settings.port(Port.CONSOLE)));
    environment.put("CYCLADES_VNCPROXY_DESTINATIONS_NETWORKS", "127.0.0.0/8");
    environment.put("CYCLADES_VNCPROXY_DESTINATIONS_FIRST_PORT", "1024");
    environment.put("CYCLADES_VNCPROXY_DESTINATIONS_LAST_PORT", "65535");
    environment.put("CYCLADES_VNCPROXY_OPERATOR_TOKEN", settings.secrets().operatorToken());
    environment.put("CYCLADES_VNCPROXY_TIME_DRAIN", CONSOLE_DRAIN.toString());
    environment.put(
        "CYCLADES_VNCPROXY_BROWSER_ORIGINS",
        "http://127.0.0.1:%1$d,http://localhost:%1$d".formatted(settings.port(Port.API)));
    return service(
        "vncproxy-service", Port.CONSOLE_WEB, 64, environment, List.of(SCHEMA), CONSOLE_BUFFERS);
  }

  private Part service(
      String name,
      Port port,
      int heap,
      Map<String, String> environment,
      List<String> needs,
      String... ownOptions) {
    List<String> options = new ArrayList<>(List.of(ownOptions));
    if (!settings.simulated() && settings.cluster().hosts() != null) {
      options.add("-Djdk.net.hosts.file=" + settings.cluster().hosts());
    }
    return new Part(
        name,
        apart(name, program.service(name, heap, options)),
        environment,
        new Readiness.Healthy(
            URI.create("http://127.0.0.1:%d/q/health/ready".formatted(settings.port(port)))),
        needs);
  }

  private Map<String, String> serviceEnvironment(Port port) {
    Map<String, String> environment = databaseEnvironment();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.port(port)));
    return environment;
  }

  private Map<String, String> brokerEnvironment() {
    URI broker = brokerUrl();
    String[] credentials = broker.getUserInfo().split(":", 2);
    return Map.of(
        "RABBITMQ_HOST",
        broker.getHost(),
        "RABBITMQ_PORT",
        Integer.toString(broker.getPort()),
        "RABBITMQ_USERNAME",
        credentials[0],
        "RABBITMQ_PASSWORD",
        credentials[1]);
  }

  /** This program once more, as another process. */
  private List<String> self(String... arguments) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classes = System.getProperty("java.class.path");
    boolean jar = classes.endsWith(".jar") && !classes.contains(File.pathSeparator);
    List<String> command =
        append(
            List.of(
                java.toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dcyclades.home=" + program.file("")),
            jar
                ? List.of("-jar", classes)
                : List.of("-cp", classes, "org.synnefo.cyclades.local.command.Cyclades"));
    return append(append(command, List.of("--data", folder.root().toString())), List.of(arguments));
  }

  /** Folder for what a part unpacks and caches; it is emptied when the part is started. */
  public static String temporaryFolder(String part) {
    return "tmp/" + part;
  }

  /** Lets a Java program leave nothing in the machine's folders for temporary files. */
  private List<String> apart(String part, List<String> java) {
    List<String> command = new ArrayList<>(java);
    command.addAll(
        1,
        List.of(
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + folder.root().resolve(temporaryFolder(part))));
    return command;
  }

  private Path readyFile(String part) {
    return folder.folder("run").resolve(part + ".ready");
  }

  /** The broker, unless it is somebody else's, who has it running. */
  private List<String> brokerIfOurs() {
    return settings.broker().kind() == Broker.Kind.GIVEN ? List.of() : List.of(BROKER);
  }

  private static List<String> with(List<String> needs, String another) {
    return append(needs, List.of(another));
  }

  private static List<String> append(List<String> command, List<String> arguments) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(arguments);
    return whole;
  }
}
