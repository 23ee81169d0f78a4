package org.synnefo.cyclades.admin.backends;

import java.time.Instant;
import java.util.Optional;
import org.synnefo.cyclades.admin.output.TerminalText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snf-admin backend}. */
@Command(
    name = "backend",
    description = "Lists Ganeti clusters, drains them, sets them offline, accepts changed ones.")
public class BackendCommand {

  @Spec CommandSpec spec;

  private final BackendInventory inventory;

  public BackendCommand(BackendInventory inventory) {
    this.inventory = inventory;
  }

  /** What is set; something must be. */
  static final class Changes {
    @Option(
        names = "--drained",
        arity = "1",
        paramLabel = "true|false",
        description = "Whether the cluster takes no new servers.")
    Boolean drained;

    @Option(
        names = "--offline",
        arity = "1",
        paramLabel = "true|false",
        description = "Whether the dispatcher leaves the cluster alone.")
    Boolean offline;
  }

  /** {@code snf-admin backend list}. */
  @Command(name = "list", description = "Prints one line per cluster, sorted by name.")
  int list() {
    inventory.list().forEach(this::print);
    return 0;
  }

  /** {@code snf-admin backend set}. */
  @Command(
      name = "set",
      description = "Drains a cluster or sets it offline, or the opposite, and prints it.")
  int set(
      @Parameters(paramLabel = "NAME", description = "Name of the cluster.") String name,
      @ArgGroup(exclusive = false, multiplicity = "1") Changes changes) {
    print(
        inventory.set(
            name,
            Optional.ofNullable(changes.drained),
            Optional.ofNullable(changes.offline),
            Instant.now()));
    return 0;
  }

  /** {@code snf-admin backend accept}. */
  @Command(
      name = "accept",
      description =
          "Takes the other cluster that answers at the endpoints for the right one, or what the"
              + " last reconciliation found for true. Prints the cluster.")
  int accept(
      @Parameters(paramLabel = "NAME", description = "Name of the cluster.") String name,
      @Option(
              names = "--losses",
              description = "Accept the missing servers and unknown instances that were found.")
          boolean losses) {
    Instant now = Instant.now();
    print(losses ? inventory.acceptLosses(name, now) : inventory.acceptCluster(name, now));
    return 0;
  }

  private void print(BackendInventory.Entry backend) {
    spec.commandLine()
        .getOut()
        .printf(
            "%s\t%s\t%s\t%s\t%d servers\t%s%n",
            TerminalText.line(backend.name()),
            TerminalText.line(backend.endpoints()),
            backend.drained() ? "drained" : "takes servers",
            backend.offline() ? "offline" : "online",
            backend.servers(),
            capacity(backend));
  }

  private static String capacity(BackendInventory.Entry backend) {
    return backend.measured() == null
        ? "never measured"
        : "%d of %d MiB, %d of %d GiB free at %s"
            .formatted(
                backend.freeMemoryMib(),
                backend.totalMemoryMib(),
                backend.freeDiskGib(),
                backend.totalDiskGib(),
                backend.measured());
  }
}
