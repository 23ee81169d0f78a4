package org.synnefo.cyclades.admin.accounts;

import java.time.Instant;
import org.synnefo.cyclades.admin.Terminal;
import org.synnefo.cyclades.model.account.User;
import org.synnefo.cyclades.model.account.UserType;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snf-admin user}. */
@Command(name = "user", description = "Users.")
public class UserCommand {

  @Spec CommandSpec spec;

  private final Accounts accounts;

  UserCommand(Accounts accounts) {
    this.accounts = accounts;
  }

  /** {@code snf-admin user create}. */
  @Command(name = "create", description = "Makes a user.")
  int create(
      @Option(names = "--name", required = true, description = "What the user is called.")
          String name,
      @Option(names = "--email", required = true, description = "Address; no other user has it.")
          String email,
      @Option(
              names = "--type",
              defaultValue = "USER",
              description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
          UserType type) {
    try {
      spec.commandLine().getOut().println(accounts.create(name, email, type, Instant.now()).id);
      return 0;
    } catch (IllegalArgumentException taken) {
      throw new ParameterException(spec.commandLine(), "--email: " + taken.getMessage());
    }
  }

  /** {@code snf-admin user list}. */
  @Command(name = "list", description = "One line for each, by number.")
  int list() {
    accounts.list().forEach(this::print);
    return 0;
  }

  /** {@code snf-admin user set}. */
  @Command(name = "set", description = "Changes a user, and prints what he is now.")
  int set(
      @Parameters(paramLabel = "EMAIL_OR_ID", description = "The user's address or number.")
          String user,
      @ArgGroup(exclusive = false, multiplicity = "1") UserChanges changes) {
    try {
      print(accounts.change(user, changes::apply, Instant.now()));
      return 0;
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage());
    }
  }

  private void print(User user) {
    spec.commandLine()
        .getOut()
        .printf(
            "%d\t%s\t%s\t%s\t%s\t%s%n",
            user.id,
            Terminal.line(user.email),
            Terminal.line(user.name),
            user.type,
            user.state,
            limits(user));
  }

  private static String limits(User user) {
    return "%s servers, %s vcpus, %s MiB, %s GiB, %s networks"
        .formatted(
            limit(user.maxServers),
            limit(user.maxVcpus),
            limit(user.maxMemoryMib),
            limit(user.maxDiskGib),
            limit(user.maxNetworks));
  }

  private static Object limit(Integer own) {
    return own == null ? "default" : own;
  }
}
