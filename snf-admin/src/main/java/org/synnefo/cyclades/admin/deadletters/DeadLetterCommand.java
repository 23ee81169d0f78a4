package org.synnefo.cyclades.admin.deadletters;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.synnefo.cyclades.admin.Terminal;
import org.synnefo.cyclades.model.deadletter.DeadLetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snf-admin dead-letter}. */
@Command(name = "dead-letter", description = "Messages and commands that were given up.")
public class DeadLetterCommand {

  @Spec CommandSpec spec;

  private final DeadLetterOffice office;

  DeadLetterCommand(DeadLetterOffice office) {
    this.office = office;
  }

  /** {@code snf-admin dead-letter list}. */
  @Command(name = "list", description = "One line for each, the oldest first.")
  int list(
      @Option(names = "--queue", description = "Of this queue alone.") Optional<String> queue,
      @Option(names = "--replayed", description = "Those that were replayed, too.")
          boolean replayed,
      @Option(
              names = "--limit",
              defaultValue = "100",
              description = "Most lines. Default: ${DEFAULT-VALUE}.")
          int limit) {
    if (limit <= 0) {
      throw new ParameterException(
          spec.commandLine(), "--limit must be positive, not %d.".formatted(limit));
    }
    PrintWriter out = spec.commandLine().getOut();
    for (DeadLetter letter : office.list(queue, replayed, limit)) {
      out.printf(
          "%d\t%s\t%s\t%d attempts\t%s\t%s%n",
          letter.id,
          letter.lastTime,
          letter.queue,
          letter.attempts,
          letter.replayedAt == null ? "waiting" : "replayed",
          Terminal.line(letter.reason));
    }
    return 0;
  }

  /** {@code snf-admin dead-letter show}. */
  @Command(name = "show", description = "All that is known of one.")
  int show(@Parameters(paramLabel = "NUMBER", description = "Of the letter.") long id) {
    DeadLetter letter = known(() -> office.find(id));
    PrintWriter out = spec.commandLine().getOut();
    out.printf("number:      %d%n", letter.id);
    out.printf("queue:       %s%n", letter.queue);
    out.printf("exchange:    %s%n", letter.exchange);
    out.printf("routing key: %s%n", letter.routingKey);
    out.printf("headers:     %s%n", Terminal.text(letter.headers));
    out.printf("reason:      %s%n", Terminal.text(letter.reason));
    out.printf("attempts:    %d%n", letter.attempts);
    out.printf("first:       %s%n", letter.firstTime);
    out.printf("last:        %s%n", letter.lastTime);
    out.printf("replayed:    %s%n", letter.replayedAt == null ? "no" : letter.replayedAt);
    out.printf("body:        %s%n", Terminal.text(new String(letter.body, StandardCharsets.UTF_8)));
    return 0;
  }

  /** {@code snf-admin dead-letter replay}. */
  @Command(
      name = "replay",
      description = "Puts messages back into their queue; asks anew for commands.")
  int replay(
      @Parameters(paramLabel = "NUMBER", arity = "1..*", description = "Of the letters.")
          List<Long> ids,
      @Option(names = "--again", description = "Those that were replayed before, too.")
          boolean again) {
    return each(ids, id -> office.replay(id, again), "replayed");
  }

  /** {@code snf-admin dead-letter drop}. */
  @Command(name = "drop", description = "Forgets them.")
  int drop(
      @Parameters(paramLabel = "NUMBER", arity = "1..*", description = "Of the letters.")
          List<Long> ids) {
    return each(ids, office::drop, "dropped");
  }

  private int each(List<Long> ids, LongConsumer action, String done) {
    for (long id : ids) {
      known(
          () -> {
            action.accept(id);
            return id;
          });
      spec.commandLine().getOut().printf("%d %s%n", id, done);
    }
    return 0;
  }

  private <T> T known(Supplier<T> action) {
    try {
      return action.get();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }
}
