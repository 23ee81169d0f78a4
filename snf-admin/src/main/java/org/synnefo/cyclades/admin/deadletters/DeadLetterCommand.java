package org.synnefo.cyclades.admin.deadletters;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.admin.output.TerminalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snf-admin dead-letter}. */
@Command(
    name = "dead-letter",
    description = "Lists, shows, replays and drops messages and commands that failed for good.")
public class DeadLetterCommand {

  private static final int MAX_LIMIT = 100_000;

  @Spec CommandSpec spec;

  private final DeadLetters letters;

  public DeadLetterCommand(DeadLetters letters) {
    this.letters = letters;
  }

  /** {@code snf-admin dead-letter list}. */
  @Command(name = "list", description = "Prints one line per dead letter, the oldest first.")
  int list(
      @Option(names = "--queue", description = "Only those of this queue.") Optional<String> queue,
      @Option(names = "--replayed", description = "Also those that were replayed.")
          boolean replayed,
      @Option(
              names = "--limit",
              defaultValue = "100",
              description = "Maximum number of lines. Default: ${DEFAULT-VALUE}.")
          int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw CommandFailedException.mistake(
          "--limit must be from 1 to %d, not %d", MAX_LIMIT, limit);
    }
    PrintWriter out = spec.commandLine().getOut();
    for (DeadLetters.Summary letter : letters.list(queue, replayed, limit)) {
      out.printf(
          "%d\t%s\t%s\t%d attempts\t%s\t%s%n",
          letter.id(),
          letter.last(),
          letter.queue(),
          letter.attempts(),
          letter.replayed() == null ? "waiting" : "replayed",
          TerminalText.line(letter.reason()));
    }
    return 0;
  }

  /** {@code snf-admin dead-letter show}. */
  @Command(name = "show", description = "Prints a dead letter with its headers and body.")
  int show(@Parameters(paramLabel = "NUMBER", description = "Number of the letter.") long id) {
    DeadLetter letter = letters.find(id);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("number:      %d%n", letter.id());
    out.printf("queue:       %s%n", letter.queue());
    out.printf("exchange:    %s%n", letter.exchange());
    out.printf("routing key: %s%n", letter.routingKey());
    out.printf("headers:     %s%n", TerminalText.text(letter.headers()));
    out.printf("reason:      %s%n", TerminalText.text(letter.reason()));
    out.printf("attempts:    %d%n", letter.attempts());
    out.printf("first:       %s%n", letter.first());
    out.printf("last:        %s%n", letter.last());
    out.printf("replayed:    %s%n", letter.replayed() == null ? "no" : letter.replayed());
    out.printf(
        "body:        %s%n", TerminalText.text(new String(letter.body(), StandardCharsets.UTF_8)));
    return 0;
  }

  /** {@code snf-admin dead-letter replay}. */
  @Command(
      name = "replay",
      description = "Puts messages back into their queues; asks again for commands.")
  int replay(
      @Parameters(paramLabel = "NUMBER", arity = "1..*", description = "Numbers of the letters.")
          List<Long> ids,
      @Option(names = "--again", description = "Even if they were replayed before.")
          boolean again) {
    return each(ids, id -> letters.replay(id, again), "replayed");
  }

  /** {@code snf-admin dead-letter drop}. */
  @Command(name = "drop", description = "Deletes dead letters.")
  int drop(
      @Parameters(paramLabel = "NUMBER", arity = "1..*", description = "Numbers of the letters.")
          List<Long> ids) {
    return each(ids, letters::drop, "dropped");
  }

  private int each(List<Long> ids, LongConsumer action, String done) {
    PrintWriter out = spec.commandLine().getOut();
    for (long id : ids) {
      action.accept(id);
      out.printf("%d %s%n", id, done);
    }
    return 0;
  }
}
