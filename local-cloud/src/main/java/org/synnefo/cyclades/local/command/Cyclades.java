package org.synnefo.cyclades.local.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code ./cyclades}: a whole cloud on this machine. */
@Command(
    name = "cyclades",
    description = "A whole Cyclades cloud on this machine.",
    mixinStandardHelpOptions = true)
public final class Cyclades {

  /** The checkout, as the script that starts us tells. */
  static final Path HOME = Path.of(System.getProperty("cyclades.home", "."));

  private static final Map<String, Class<?>> COMMANDS = commands();

  @Option(
      names = "--data",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "The cloud's folder. Default: .cyclades in the checkout.")
  Path data = HOME.resolve(".cyclades");

  private Cyclades() {}

  public static void main(String[] arguments) {
    CommandLine commandLine = new CommandLine(new Cyclades());
    addCommands(commandLine, List.of(arguments));
    commandLine.setExecutionExceptionHandler(
        (problem, failed, parsed) -> {
          failed.getErr().println("cyclades: " + problem.getMessage());
          return failed.getCommandSpec().exitCodeOnExecutionException();
        });
    System.exit(commandLine.execute(arguments));
  }

  /**
   * Reading a command's annotations takes time: where one is asked for, the others are left out.
   * They are all there for a help page, and to suggest what a misspelt one was meant to be.
   */
  private static void addCommands(CommandLine commandLine, List<String> arguments) {
    boolean given = COMMANDS.keySet().stream().anyMatch(arguments::contains);
    COMMANDS.forEach(
        (name, command) -> {
          if (!given || arguments.contains(name)) {
            commandLine.addSubcommand(command);
          }
        });
  }

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("up", UpCommand.class);
    commands.put("down", DownCommand.class);
    commands.put("status", StatusCommand.class);
    commands.put("logs", LogsCommand.class);
    commands.put("demo", DemoCommand.class);
    commands.put("env", EnvCommand.class);
    commands.put("run-broker", RunBrokerCommand.class);
    return commands;
  }
}
