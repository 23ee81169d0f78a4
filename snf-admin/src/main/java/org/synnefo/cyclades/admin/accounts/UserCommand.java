package org.synnefo.cyclades.admin.accounts;

import java.time.Instant;
import org.synnefo.cyclades.model.account.UserType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
}
