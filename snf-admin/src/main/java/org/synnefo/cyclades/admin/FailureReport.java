package org.synnefo.cyclades.admin;

import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import picocli.CommandLine;

/** What an operator sees of a failure: one line, not the stack trace of a program. */
@ApplicationScoped
class FailureReport {

  @Produces
  CommandLine commandLine(PicocliCommandLineFactory factory) {
    return factory
        .create()
        .setExecutionExceptionHandler(
            (problem, failed, parsed) -> {
              failed.getErr().println("snf-admin: " + line(problem));
              return failed.getCommandSpec().exitCodeOnExecutionException();
            });
  }

  private static String line(Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String own = String.valueOf(problem.getMessage());
    String deepest = String.valueOf(cause.getMessage());
    return (own.contains(deepest) ? own : own + ": " + deepest).replaceAll("\\s+", " ");
  }
}
