package org.synnefo.cyclades.admin;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import org.synnefo.cyclades.admin.accounts.Accounts;
import org.synnefo.cyclades.admin.accounts.TokenCommand;
import org.synnefo.cyclades.admin.accounts.UserCommand;
import org.synnefo.cyclades.admin.backends.BackendCommand;
import org.synnefo.cyclades.admin.backends.BackendInventory;
import org.synnefo.cyclades.admin.broker.Broker;
import org.synnefo.cyclades.admin.database.Database;
import org.synnefo.cyclades.admin.deadletters.DeadLetterCommand;
import org.synnefo.cyclades.admin.deadletters.DeadLetters;
import org.synnefo.cyclades.admin.fixtures.FixtureLoader;
import org.synnefo.cyclades.admin.fixtures.LoadCommand;
import org.synnefo.cyclades.admin.output.TerminalText;
import org.synnefo.cyclades.admin.reconciliation.ReconcileCommand;
import org.synnefo.cyclades.admin.reconciliation.ReconciliationRequests;
import org.synnefo.cyclades.admin.schema.MigrateCommand;
import org.synnefo.cyclades.admin.schema.Migration;
import org.synnefo.cyclades.admin.servers.ServerCommand;
import org.synnefo.cyclades.admin.servers.ServerSuspension;
import org.synnefo.cyclades.admin.settings.Settings;
import picocli.CommandLine;

/**
 * Makes the commands with what they need. Nothing is read or connected to before a command needs
 * it.
 */
final class CommandTree {

  private static final List<String> NAMES =
      List.of("migrate", "load", "backend", "user", "token", "server", "dead-letter", "reconcile");

  private final Consumer<String> warnings;
  private final Settings settings;
  private final Database database;

  CommandTree(PrintWriter errors) {
    this.warnings = warning -> errors.println("snf-admin: warning: " + TerminalText.line(warning));
    this.settings = new Settings(warnings);
    this.database = new Database(settings, warnings);
  }

  /** All commands. */
  CommandLine all() {
    return with(NAMES);
  }

  /** The commands that these arguments may need: making all takes longer than most of them run. */
  CommandLine of(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    if (NAMES.contains(first)) {
      return with(List.of(first));
    }
    return first.equals("--version") ? with(List.of()) : all();
  }

  private CommandLine with(List<String> names) {
    CommandLine commandLine = new CommandLine(new SnfAdmin());
    names.forEach(name -> commandLine.addSubcommand(command(name)));
    return commandLine
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(int.class, new WholeNumber.OfInt())
        .registerConverter(long.class, new WholeNumber.OfLong())
        .registerConverter(Long.class, new WholeNumber.OfLong());
  }

  private Object command(String name) {
    return switch (name) {
      case "migrate" -> new MigrateCommand(new Migration(database));
      case "load" ->
          new LoadCommand(
              new Migration(database),
              new FixtureLoader(database, settings, System.getenv(), warnings));
      case "backend" -> new BackendCommand(new BackendInventory(database));
      case "user" -> new UserCommand(new Accounts(database));
      case "token" -> new TokenCommand(new Accounts(database));
      case "server" -> new ServerCommand(new ServerSuspension(database));
      case "dead-letter" -> new DeadLetterCommand(new DeadLetters(database, new Broker(settings)));
      case "reconcile" ->
          new ReconcileCommand(
              new ReconciliationRequests(database, new Broker(settings), settings));
      default -> throw new IllegalArgumentException(name);
    };
  }
}
