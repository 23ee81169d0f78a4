package org.synnefo.cyclades.admin.accounts;

import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code snf-admin token}. */
@Command(name = "token", description = "Tokens of users.")
public class TokenCommand {

  @Spec CommandSpec spec;

  private final Accounts accounts;

  TokenCommand(Accounts accounts) {
    this.accounts = accounts;
  }

  /** {@code snf-admin token issue}. */
  @Command(name = "issue", description = "Makes a token and prints it, this once.")
  int issue(
      @Option(names = "--email", required = true, description = "Whose token.") String email,
      @Option(
              names = "--description",
              defaultValue = "issued by snf-admin",
              description = "What it is for. Default: ${DEFAULT-VALUE}.")
          String description,
      @Option(names = "--read-only", description = "Allows reading alone.") boolean readOnly,
      @Option(
              names = "--days",
              defaultValue = "30",
              description = "Lifetime in days. Default: ${DEFAULT-VALUE}.")
          int days) {
    if (days <= 0) {
      throw new ParameterException(
          spec.commandLine(), "--days must be positive, not %d.".formatted(days));
    }
    try {
      spec.commandLine()
          .getOut()
          .println(
              accounts.issueToken(
                  email, description, readOnly, Duration.ofDays(days), Instant.now()));
      return 0;
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), "--email: " + unknown.getMessage());
    }
  }
}
