package org.synnefo.cyclades.ganeti.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.synnefo.cyclades.ganeti.simulator.cluster.NetworkSettings;
import org.synnefo.cyclades.ganeti.simulator.cluster.NodeSettings;
import org.synnefo.cyclades.ganeti.simulator.console.ConsoleSettings;
import org.synnefo.cyclades.ganeti.simulator.job.JobTimes;
import org.synnefo.cyclades.ganeti.simulator.rapi.RapiSettings;
import org.synnefo.cyclades.ganeti.simulator.rapi.RapiUser;
import org.synnefo.cyclades.ganeti.simulator.rapi.RapiUsers;
import org.synnefo.cyclades.ganeti.simulator.script.ScriptSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The simulator as a command-line program. */
@Command(
    name = "ganeti-simulator",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "A Ganeti cluster without virtual machines: remote API, job queue, consoles.")
public final class Simulator implements Callable<Integer> {

  private static final String ENVIRONMENT_PREFIX = "CYCLADES_";
  private static final String PASSWORD = "CYCLADES_SIMULATOR_PASSWORD";

  @Spec private CommandSpec spec;

  @Option(names = "--data", required = true, description = "Directory for all state")
  private Path data;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address of the remote API")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8780",
      description = "Port of the remote API; 0 for any")
  private int port;

  @Option(
      names = "--users",
      description =
          "File with one user per line: name password rights (read,write). Default: users in the"
              + " data directory, which is created with a random password if it does not exist."
              + " CYCLADES_SIMULATOR_PASSWORD, if set, adds a user cyclades with all permissions.")
  private Path users;

  @Option(
      names = "--node-address",
      defaultValue = "node1.example.com",
      description = "Name of the node; viewers of consoles connect to this host")
  private String nodeAddress;

  @Option(
      names = "--memory",
      defaultValue = "65536",
      description = "Memory for all instances in MiB")
  private long memory;

  @Option(
      names = "--network",
      defaultValue = "203.0.113.0/24",
      description = "Address range of the public network; only for a new data directory")
  private String network;

  @Option(
      names = "--network-name",
      defaultValue = "snf-public",
      description = "Name of the public network")
  private String networkName;

  @Option(
      names = "--gateway",
      defaultValue = "203.0.113.1",
      description = "Gateway of the public network")
  private String gateway;

  @Option(names = "--link", defaultValue = "br0", description = "Bridge of the public network")
  private String link;

  @Option(
      names = "--vnc-host",
      defaultValue = "127.0.0.1",
      description = "Address on which consoles listen")
  private String vncHost;

  @Option(
      names = "--vnc-ports",
      defaultValue = "11000-11999",
      description = "Ports of consoles: FIRST-LAST, or any")
  private String vncPorts;

  @Option(
      names = "--job-delay",
      defaultValue = "300",
      description = "Delay before a job starts, in milliseconds")
  private long jobDelay;

  @Option(
      names = "--work-time",
      defaultValue = "300",
      description = "Minimum duration of an operation, in milliseconds")
  private long workTime;

  @Option(names = "--jobs", defaultValue = "20", description = "Maximum number of running jobs")
  private int jobs;

  @Option(
      names = "--keep-jobs",
      defaultValue = "1000",
      description = "Number of finished jobs in the queue before they are archived")
  private int keepJobs;

  @Option(
      names = "--clock-offset",
      defaultValue = "0",
      description = "Seconds by which the cluster's clock is ahead; negative: behind")
  private long clockOffset;

  @Option(
      names = "--hooks",
      description =
          "Directory of instance-add-post.d and so on (default: hooks in the data directory)")
  private Path hooks;

  @Option(
      names = "--os-create",
      description =
          "The OS create script (default: os/snf-image/create in the data"
              + " directory, created if it does not exist). It gets the simulator's CYCLADES_*"
              + " variables in addition to Ganeti's.")
  private Path osCreate;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Simulator()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      SimulatorServer server = SimulatorServer.start(settings());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
      out.printf("Listening on http://%s:%d%n", host, server.port());
      out.flush();
    } catch (IOException | UncheckedIOException e) {
      spec.commandLine().getErr().println("ganeti-simulator: " + e.getMessage());
      return 1;
    }
    new CountDownLatch(1).await();
    return 0;
  }

  private SimulatorSettings settings() throws IOException {
    Path directory = data.toAbsolutePath();
    Files.createDirectories(directory);
    Path userFile = users == null ? directory.resolve("users") : users;
    List<RapiUser> known = new ArrayList<>(RapiUsers.read(userFile));
    String password = System.getenv(PASSWORD);
    if (password != null && !password.isBlank()) {
      known.add(new RapiUser("cyclades", password, true, true));
    }
    RapiSettings rapi = new RapiSettings(host, port, known, Duration.ofSeconds(10));
    return SimulatorSettings.of(directory, rapi)
        .withTimes(
            new JobTimes(Duration.ofMillis(jobDelay), Duration.ofMillis(workTime), jobs, keepJobs))
        .withNode(NodeSettings.defaults().withName(nodeAddress).withMemory(memory))
        .withNetwork(new NetworkSettings(networkName, network, gateway, "bridged", link))
        .withConsoles(consoles())
        .withScripts(scripts(directory))
        .withClock(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(clockOffset)));
  }

  private ConsoleSettings consoles() {
    if (vncPorts.equals("any")) {
      return new ConsoleSettings(vncHost, 0, 0);
    }
    if (!vncPorts.matches("[0-9]{1,5}-[0-9]{1,5}")) {
      throw new ParameterException(
          spec.commandLine(), "--vnc-ports: must be FIRST-LAST or any, not " + vncPorts);
    }
    int dash = vncPorts.indexOf('-');
    return new ConsoleSettings(
        vncHost,
        Integer.parseInt(vncPorts.substring(0, dash)),
        Integer.parseInt(vncPorts.substring(dash + 1)));
  }

  private ScriptSettings scripts(Path directory) {
    ScriptSettings scripts = ScriptSettings.in(directory).withOsEnvironment(ownEnvironment());
    if (hooks != null) {
      scripts = scripts.withHooks(hooks.toAbsolutePath());
    }
    return osCreate == null ? scripts : scripts.withOsCreate(osCreate.toAbsolutePath());
  }

  private static Map<String, String> ownEnvironment() {
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(ENVIRONMENT_PREFIX))
        .filter(variable -> !variable.getKey().equals(PASSWORD))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
