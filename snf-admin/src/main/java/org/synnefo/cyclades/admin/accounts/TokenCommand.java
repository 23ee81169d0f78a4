package org.synnefo.cyclades.admin.accounts;

import java.time.Duration;
import java.time.Instant;
import org.synnefo.cyclades.admin.Terminal;
import org.synnefo.cyclades.model.account.Token;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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

  /** {@code snf-admin token list}. */
  @Command(name = "list", description = "One line for each of a user, the oldest first.")
  int list(
      @Parameters(paramLabel = "EMAIL_OR_ID", description = "The user's address or number.")
          String user) {
    try {
      Instant now = Instant.now();
      accounts.tokens(user).forEach(token -> print(token, now));
      return 0;
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage());
    }
  }

  private void print(Token token, Instant now) {
    spec.commandLine()
        .getOut()
        .printf(
            "%d\t%s\t%s\t%s\t%s\t%s%n",
            token.id,
            token.created,
            token.expiresAt,
            token.expiresAt.isAfter(now) ? "live" : "expired",
            token.readOnly ? "read-only" : "read-write",
            Terminal.line(token.description));
  }

  /** {@code snf-admin token revoke}. */
  @Command(name = "revoke", description = "Lets a token expire now.")
  int revoke(
      @Parameters(paramLabel = "ID", description = "Its number, as the list tells it.") long id) {
    try {
      accounts.revoke(id, Instant.now());
      spec.commandLine().getOut().printf("%d revoked%n", id);
      return 0;
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage());
    }
  }
}
