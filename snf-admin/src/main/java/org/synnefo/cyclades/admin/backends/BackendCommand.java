package org.synnefo.cyclades.admin.backends;

import java.time.Instant;
import java.util.Optional;
import org.synnefo.cyclades.model.backend.Backend;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snf-admin backend}. */
@Command(name = "backend", description = "Ganeti clusters.")
public class BackendCommand {

  @Spec CommandSpec spec;

  private final BackendInventory inventory;

  BackendCommand(BackendInventory inventory) {
    this.inventory = inventory;
  }

  /** What is set; something must be. */
  static final class Changes {
    @Option(
        names = "--drained",
        arity = "1",
        paramLabel = "true|false",
        description = "Whether it takes no new servers.")
    Boolean drained;

    @Option(
        names = "--offline",
        arity = "1",
        paramLabel = "true|false",
        description = "Whether the dispatcher does not speak to it.")
    Boolean offline;
  }

  /** {@code snf-admin backend list}. */
  @Command(name = "list", description = "One line for each, by name.")
  int list() {
    inventory.list().forEach(this::print);
    return 0;
  }

  private void print(BackendInventory.Entry entry) {
    Backend backend = entry.backend();
    spec.commandLine()
        .getOut()
        .printf(
            "%s\t%s\t%s\t%s\t%d servers\t%s%n",
            backend.name,
            backend.endpoints,
            backend.drained ? "drained" : "takes servers",
            backend.offline ? "offline" : "online",
            entry.servers(),
            capacity(backend));
  }

  private static String capacity(Backend backend) {
    return backend.capacityUpdated == null
        ? "never measured"
        : "%d of %d MiB, %d of %d GiB free at %s"
            .formatted(
                backend.freeMemoryMib,
                backend.totalMemoryMib,
                backend.freeDiskGib,
                backend.totalDiskGib,
                backend.capacityUpdated);
  }

  /** {@code snf-admin backend set}. */
  @Command(
      name = "set",
      description = "Says what the dispatcher may do with a cluster, and prints what it is now.")
  int set(
      @Parameters(paramLabel = "NAME", description = "Of the cluster.") String name,
      @ArgGroup(exclusive = false, multiplicity = "1") Changes changes) {
    try {
      print(
          inventory.set(
              name,
              Optional.ofNullable(changes.drained),
              Optional.ofNullable(changes.offline),
              Instant.now()));
      return 0;
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage());
    }
  }
}
