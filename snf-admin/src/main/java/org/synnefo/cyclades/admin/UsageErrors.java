package org.synnefo.cyclades.admin;

import java.util.List;
import org.synnefo.cyclades.admin.output.TerminalText;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells in one line what is wrong with a command line. */
final class UsageErrors implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    command
        .getErr()
        .printf(
            "snf-admin: %s (see %s --help)%n",
            TerminalText.line(explain(mistake, command)), command.getCommandSpec().qualifiedName());
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** What was not understood counts more than what is missing: often it is both. */
  private static String explain(ParameterException mistake, CommandLine command) {
    List<String> unmatched =
        mistake instanceof UnmatchedArgumentException unknown
            ? unknown.getUnmatched()
            : command.getUnmatchedArguments();
    return unmatched.stream()
        .filter(argument -> argument.startsWith("-"))
        .findFirst()
        .or(() -> unmatched.stream().findFirst())
        .map(argument -> unknown(argument, command))
        .orElseGet(() -> plain(mistake.getMessage(), command));
  }

  private static String unknown(String argument, CommandLine command) {
    String kind =
        argument.startsWith("-")
            ? "option"
            : command.getSubcommands().isEmpty() ? "argument" : "command";
    List<String> similar =
        kind.equals("argument")
            ? List.of()
            : new UnmatchedArgumentException(command, List.of(argument)).getSuggestions();
    return "unknown %s '%s'%s"
        .formatted(
            kind,
            argument,
            similar.isEmpty() ? "" : "; did you mean '%s'?".formatted(similar.get(0)));
  }

  private static String plain(String message, CommandLine command) {
    if (message.equals("Missing required subcommand")) {
      return "which command? One of " + String.join(", ", command.getSubcommands().keySet());
    }
    String text = message.replaceFirst("^Error: ", "").replace("argument(s)", "options");
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
