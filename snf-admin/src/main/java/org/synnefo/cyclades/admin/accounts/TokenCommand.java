package org.synnefo.cyclades.admin.accounts;

import java.time.Duration;
import java.time.Instant;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.admin.output.TerminalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snf-admin token}. */
@Command(name = "token", description = "Issues, lists and revokes users' tokens.")
public class TokenCommand {

  private static final int MAX_DAYS = 36_500;

  @Spec CommandSpec spec;

  private final Accounts accounts;

  public TokenCommand(Accounts accounts) {
    this.accounts = accounts;
  }

  /** {@code snf-admin token issue}. */
  @Command(
      name = "issue",
      description = "Creates a token and prints it. It can't be displayed again.")
  int issue(
      @Option(
              names = "--email",
              required = true,
              description = "E-mail address of the user that the token is for.")
          String email,
      @Option(
              names = "--description",
              defaultValue = "issued by snf-admin",
              converter = AccountText.Line.class,
              description = "What the token is for. Default: ${DEFAULT-VALUE}.")
          String description,
      @Option(names = "--read-only", description = "The token can't be used to change anything.")
          boolean readOnly,
      @Option(
              names = "--days",
              defaultValue = "30",
              description = "Lifetime in days. Default: ${DEFAULT-VALUE}.")
          int days) {
    if (days < 1 || days > MAX_DAYS) {
      throw CommandFailedException.mistake("--days must be from 1 to %d, not %d", MAX_DAYS, days);
    }
    Duration lifetime = Duration.ofDays(days);
    spec.commandLine()
        .getOut()
        .println(accounts.issueToken(email, description, readOnly, lifetime, Instant.now()));
    return 0;
  }

  /** {@code snf-admin token list}. */
  @Command(
      name = "list",
      description =
          "Prints one line per token of a user, the oldest first; never the token itself.")
  int list(
      @Parameters(paramLabel = "EMAIL_OR_ID", description = "The user's e-mail address or number.")
          String user) {
    Instant now = Instant.now();
    accounts.tokens(user).forEach(token -> print(token, now));
    return 0;
  }

  private void print(Accounts.IssuedToken token, Instant now) {
    spec.commandLine()
        .getOut()
        .printf(
            "%d\t%s\t%s\t%s\t%s\t%s%n",
            token.id(),
            token.created(),
            token.expires(),
            token.expires().isAfter(now) ? "live" : "expired",
            token.readOnly() ? "read-only" : "read-write",
            TerminalText.line(token.description()));
  }

  /** {@code snf-admin token revoke}. */
  @Command(name = "revoke", description = "Revokes a token immediately.")
  int revoke(
      @Parameters(paramLabel = "ID", description = "Number of the token, as token list prints it.")
          long id) {
    accounts.revoke(id, Instant.now());
    spec.commandLine().getOut().printf("%d revoked%n", id);
    return 0;
  }
}
