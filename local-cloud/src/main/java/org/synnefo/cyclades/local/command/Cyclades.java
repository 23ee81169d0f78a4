package org.synnefo.cyclades.local.command;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code ./cyclades}: a whole cloud on this machine. */
@Command(
    name = "cyclades",
    description = "A whole Cyclades cloud on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DemoCommand.class,
      EnvCommand.class,
      RunBrokerCommand.class
    })
public final class Cyclades {

  /** The checkout, as the script that starts us tells. */
  static final Path HOME = Path.of(System.getProperty("cyclades.home", "."));

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "The cloud's folder. Default: .cyclades in the checkout.")
  Path data = HOME.resolve(".cyclades");

  private Cyclades() {}

  public static void main(String[] arguments) {
    CommandLine commandLine = new CommandLine(new Cyclades());
    commandLine.setExecutionExceptionHandler(
        (problem, failed, parsed) -> {
          failed.getErr().println("cyclades: " + problem.getMessage());
          return failed.getCommandSpec().exitCodeOnExecutionException();
        });
    System.exit(commandLine.execute(arguments));
  }
}
