package org.synnefo.cyclades.admin.output;

/** Ends the program. Its message is the one line that the operator is told. */
public final class CommandFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int FAILED = 1;
  private static final int MISTAKEN = 2;

  private final int exitCode;

  private CommandFailedException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The command line, a file or a setting is wrong. */
  public static CommandFailedException mistake(String message, Object... arguments) {
    return new CommandFailedException(MISTAKEN, message.formatted(arguments));
  }

  /** What was asked for could not be done. */
  public static CommandFailedException failure(String message, Object... arguments) {
    return new CommandFailedException(FAILED, message.formatted(arguments));
  }

  /** What the program exits with. */
  public int exitCode() {
    return exitCode;
  }
}
