package org.synnefo.cyclades.local.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.synnefo.cyclades.local.CloudControl;
import org.synnefo.cyclades.local.parts.RabbitMq;
import org.synnefo.cyclades.local.settings.Broker;
import org.synnefo.cyclades.local.settings.CloudFolder;
import org.synnefo.cyclades.local.settings.CloudSettings;
import org.synnefo.cyclades.local.settings.FreePorts;
import org.synnefo.cyclades.local.settings.Port;
import org.synnefo.cyclades.local.settings.PortBlock;
import org.synnefo.cyclades.local.settings.Secrets;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./cyclades up}. */
@Command(
    name = "up",
    description =
        "Starts the cloud, or the parts of it that don't run. What it was set up with first, it keeps.")
final class UpCommand implements Runnable {

  @Spec CommandSpec spec;

  @ParentCommand Cyclades cyclades;

  @Option(
      names = "--ports",
      paramLabel = "any",
      description = "any: takes free ports instead of the usual ones.")
  String ports = "usual";

  @Option(
      names = "--port",
      paramLabel = "PART=PORT",
      description = "Port of a part: ${COMPLETION-CANDIDATES}.")
  Map<Port, Integer> chosenPorts = new EnumMap<>(Port.class);

  @Option(
      names = "--broker",
      paramLabel = "BROKER",
      description =
          "embedded, installed (this machine's RabbitMQ), or the URL of a running one: amqp://USER:PASSWORD@HOST:PORT. Default: installed if it is, else embedded.")
  String broker;

  @ArgGroup(exclusive = false, heading = "A real Ganeti cluster instead of the simulator:%n")
  ClusterOptions cluster;

  @Override
  public void run() {
    Instant begin = Instant.now();
    PrintWriter out = spec.commandLine().getOut();
    CloudFolder folder = new CloudFolder(cyclades.data);
    folder
        .settings()
        .map(this::unchanged)
        .ifPresentOrElse(kept -> start(folder, kept, out), () -> startNew(folder, out));
    Cloud cloud = Cloud.of(folder, folder.settings().orElseThrow());
    folder.write("env", new Exports(cloud).text());
    out.print(new Welcome(cloud, Duration.between(begin, Instant.now())).text());
    out.flush();
  }

  private void startNew(CloudFolder folder, PrintWriter out) {
    Secrets secrets = Secrets.generate();
    switch (ports) {
      case "usual" -> start(folder, newSettings(Port.usual(), secrets), out);
      case "any" ->
          PortBlock.use(
              block -> start(folder, newSettings(block, secrets), out), line -> tell(out, line));
      default ->
          throw new IllegalArgumentException("--ports takes 'any', not '%s'".formatted(ports));
    }
  }

  private CloudSettings newSettings(Map<Port, Integer> all, Secrets secrets) {
    all.putAll(chosenPorts);
    return new CloudSettings(
        all, secrets, cluster == null ? null : cluster.cluster(), chosenBroker());
  }

  private static void start(CloudFolder folder, CloudSettings settings, PrintWriter out) {
    Cloud cloud = Cloud.of(folder, settings);
    CloudControl control = cloud.control(line -> tell(out, line));
    folder.exclusively(
        () -> {
          if (folder
              .settings()
              .filter(kept -> !kept.secrets().equals(settings.secrets()))
              .isPresent()) {
            throw new IllegalStateException(
                "Another command has just set up the cloud in %s; run yours again."
                    .formatted(folder.root()));
          }
          boolean fresh = control.states().stream().noneMatch(CloudControl.PartState::running);
          if (fresh) {
            FreePorts.check(settings);
          }
          folder.save(settings);
          if (settings.simulated()) {
            new HookInstallation(folder).run();
          }
          start(control, new FixtureFile(folder, cloud).write());
        });
  }

  private static void tell(PrintWriter out, String line) {
    out.println("  " + line);
    out.flush();
  }

  /** All of it, or nothing: what was started goes again where a part fails. */
  private static void start(CloudControl control, Path fixtures) {
    Thread interrupted = new Thread(control::down);
    Runtime.getRuntime().addShutdownHook(interrupted);
    boolean started = false;
    try {
      control.up(fixtures);
      started = true;
    } finally {
      Runtime.getRuntime().removeShutdownHook(interrupted);
      if (!started) {
        control.down();
      }
    }
  }

  private CloudSettings unchanged(CloudSettings kept) {
    boolean samePorts =
        chosenPorts.entrySet().stream()
            .allMatch(chosen -> chosen.getValue() == kept.port(chosen.getKey()));
    boolean sameBroker = broker == null || Broker.parse(broker).equals(kept.broker());
    boolean sameCluster = cluster == null || cluster.cluster().equals(kept.cluster());
    if (samePorts && sameBroker && sameCluster) {
      return kept;
    }
    throw new IllegalArgumentException(
        "The cloud in %s was set up with %s; choose another folder with --data DIR"
            .formatted(
                cyclades.data,
                samePorts ? sameBroker ? "another cluster" : "another broker" : "other ports"));
  }

  private Broker chosenBroker() {
    if (broker != null) {
      return Broker.parse(broker);
    }
    return Broker.of(
        RabbitMq.installed().isPresent() ? Broker.Kind.INSTALLED : Broker.Kind.EMBEDDED);
  }
}
