package org.synnefo.cyclades.admin;

import java.io.PrintWriter;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.admin.output.StandardOutput;
import org.synnefo.cyclades.admin.output.TerminalText;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs a command, and tells an operator in one line why it failed. The result is what the program
 * exits with.
 */
final class CommandExecution implements IExecutionStrategy {

  private static final String STACK_TRACE = "snf-admin.stack-trace";
  private static final int FAILED = 1;

  /** As of a program that a closed pipe ended. */
  private static final int BROKEN_PIPE = 141;

  private final PrintWriter output;
  private final PrintWriter errors;

  CommandExecution(PrintWriter output, PrintWriter errors) {
    this.output = output;
    this.errors = errors;
  }

  @Override
  public int execute(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (ExecutionException e) {
      return report(e.getCause());
    } catch (StandardOutput.ClosedException | CommandFailedException e) {
      // Help can be refused, too: by who does not read it.
      return report(e);
    }
  }

  /** Lets out what is still to be printed; the status changes if that fails. */
  int finished(int status) {
    try {
      output.flush();
      return status;
    } catch (StandardOutput.ClosedException | CommandFailedException e) {
      return tell(e);
    }
  }

  private int report(Throwable problem) {
    int written = finished(0);
    return written == 0 ? tell(problem) : written;
  }

  private int tell(Throwable problem) {
    if (problem instanceof StandardOutput.ClosedException) {
      return BROKEN_PIPE;
    }
    if (problem instanceof CommandFailedException told) {
      errors.println("snf-admin: " + TerminalText.line(told.getMessage()));
      return told.exitCode();
    }
    errors.printf(
        "snf-admin: unexpected error: %s (java -D%s=true prints where)%n",
        TerminalText.line(problem.getMessage()), STACK_TRACE);
    if (Boolean.getBoolean(STACK_TRACE)) {
      problem.printStackTrace(errors);
    }
    return FAILED;
  }
}
