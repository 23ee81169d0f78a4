package org.synnefo.cyclades.admin.accounts;

import java.time.Instant;
import org.synnefo.cyclades.admin.output.TerminalText;
import org.synnefo.cyclades.model.account.UserType;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snf-admin user}. */
@Command(name = "user", description = "Creates, lists and changes users.")
public class UserCommand {

  @Spec CommandSpec spec;

  private final Accounts accounts;

  public UserCommand(Accounts accounts) {
    this.accounts = accounts;
  }

  /** {@code snf-admin user create}. */
  @Command(name = "create", description = "Creates a user and prints the user's number.")
  int create(
      @Option(
              names = "--name",
              required = true,
              converter = AccountText.Line.class,
              description = "Name of the user.")
          String name,
      @Option(
              names = "--email",
              required = true,
              converter = AccountText.Email.class,
              description = "E-mail address; each user has a different one.")
          String email,
      @Option(
              names = "--type",
              defaultValue = "USER",
              description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
          UserType type) {
    spec.commandLine().getOut().println(accounts.create(name, email, type, Instant.now()));
    return 0;
  }

  /** {@code snf-admin user list}. */
  @Command(name = "list", description = "Prints one line per user, sorted by number.")
  int list() {
    accounts.each(this::print);
    return 0;
  }

  /** {@code snf-admin user set}. */
  @Command(name = "set", description = "Changes a user's state or limits, and prints the user.")
  int set(
      @Parameters(paramLabel = "EMAIL_OR_ID", description = "The user's e-mail address or number.")
          String user,
      @ArgGroup(exclusive = false, multiplicity = "1") UserChanges changes) {
    print(accounts.change(user, changes.columns(), Instant.now()));
    return 0;
  }

  private void print(User user) {
    spec.commandLine()
        .getOut()
        .printf(
            "%d\t%s\t%s\t%s\t%s\t%s%n",
            user.id(),
            TerminalText.line(user.email()),
            TerminalText.line(user.name()),
            user.type(),
            user.state(),
            limits(user));
  }

  private static String limits(User user) {
    return "%s servers, %s vcpus, %s MiB, %s GiB, %s networks"
        .formatted(
            limit(user.maxServers()),
            limit(user.maxVcpus()),
            limit(user.maxMemoryMib()),
            limit(user.maxDiskGib()),
            limit(user.maxNetworks()));
  }

  private static Object limit(Integer own) {
    return own == null ? "default" : own;
  }
}
