package org.synnefo.cyclades.admin.reconciliation;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.admin.output.TerminalText;
import org.synnefo.cyclades.admin.reconciliation.ReconciliationOutcome.Compared;
import org.synnefo.cyclades.model.message.Reconcile;
import org.synnefo.cyclades.model.reconciliation.FoundDrift;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code snf-admin reconcile}. */
@Command(
    name = "reconcile",
    description = "Has the dispatcher compare the database with Ganeti, and prints differences.")
public class ReconcileCommand implements Callable<Integer> {

  private static final int MAX_SECONDS = 86_400;

  @Spec CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  Action action;

  @ArgGroup(multiplicity = "1")
  Subject subject;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait for the clusters' answers. Default: ${DEFAULT-VALUE}.")
  int seconds;

  private final ReconciliationRequests requests;

  public ReconcileCommand(ReconciliationRequests requests) {
    this.requests = requests;
  }

  /** What is done with what is found. */
  static final class Action {
    @Option(names = "--dry-run", description = "Only print differences.")
    boolean dryRun;

    @Option(
        names = "--fix",
        description =
            "Correct differences; also remove Ganeti instances that have the deployment's prefix"
                + " but no server.")
    boolean fix;
  }

  /** What is looked at. */
  static final class Subject {
    @Option(names = "--server", paramLabel = "ID", description = "One server, by number.")
    Long server;

    @Option(names = "--backend", paramLabel = "NAME", description = "One cluster, by name.")
    String backend;

    @Option(names = "--all", description = "All clusters.")
    boolean all;
  }

  @Override
  public Integer call() {
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw CommandFailedException.mistake(
          "--wait must be from 1 to %d, not %d", MAX_SECONDS, seconds);
    }
    return print(
        requests.request(
            action.fix ? Reconcile.Mode.FIX : Reconcile.Mode.DRY_RUN,
            Optional.ofNullable(subject.server),
            Optional.ofNullable(subject.backend),
            Duration.ofSeconds(seconds)));
  }

  private int print(ReconciliationOutcome outcome) {
    PrintWriter out = spec.commandLine().getOut();
    for (Compared compared : outcome.compared()) {
      for (FoundDrift drift : compared.drifts()) {
        out.printf(
            "%s\t%s\t%s\t%s\t%s%n",
            compared.backend(),
            TerminalText.line(drift.instance()),
            drift.kind(),
            drift.mended() ? "mended" : "found",
            TerminalText.line(drift.detail()));
      }
      out.printf("%s: %d differ%n", compared.backend(), compared.drifts().size());
    }
    outcome.offline().forEach(backend -> out.printf("%s: offline, left out%n", backend));
    out.flush();
    PrintWriter errors = spec.commandLine().getErr();
    outcome
        .failures()
        .forEach(failure -> errors.println("snf-admin: " + TerminalText.line(failure)));
    return outcome.failures().isEmpty() ? 0 : spec.exitCodeOnExecutionException();
  }
}
