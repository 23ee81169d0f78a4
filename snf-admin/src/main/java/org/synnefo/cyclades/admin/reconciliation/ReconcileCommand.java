package org.synnefo.cyclades.admin.reconciliation;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.synnefo.cyclades.admin.reconciliation.Reconciled.Compared;
import org.synnefo.cyclades.model.message.Reconcile;
import org.synnefo.cyclades.model.reconciliation.FoundDrift;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code snf-admin reconcile}. */
@Command(
    name = "reconcile",
    description = "Has the dispatcher compare the database with Ganeti, and prints what differs.")
public class ReconcileCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  Action action;

  @ArgGroup(multiplicity = "1")
  Subject subject;

  @Option(
      names = "--wait",
      defaultValue = "60",
      description = "Seconds for the clusters to answer. Default: ${DEFAULT-VALUE}.")
  int seconds;

  private final RequestedReconciliations reconciliations;

  ReconcileCommand(RequestedReconciliations reconciliations) {
    this.reconciliations = reconciliations;
  }

  /** What is done with what is found. */
  static final class Action {
    @Option(names = "--dry-run", description = "Changes nothing.")
    boolean dryRun;

    @Option(
        names = "--fix",
        description =
            "Mends it; removes instances at Ganeti that have our prefix and no server, too.")
    boolean fix;
  }

  /** What is looked at. */
  static final class Subject {
    @Option(names = "--server", description = "One server, by its number.")
    Long server;

    @Option(names = "--backend", description = "One cluster, by its name.")
    String backend;

    @Option(names = "--all", description = "All clusters.")
    boolean all;
  }

  @Override
  public Integer call() {
    Reconcile.Mode mode = action.fix ? Reconcile.Mode.FIX : Reconcile.Mode.DRY_RUN;
    try {
      return print(
          reconciliations.request(
              mode,
              Optional.ofNullable(subject.server),
              Optional.ofNullable(subject.backend),
              Duration.ofSeconds(seconds)));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }

  private int print(Reconciled reconciled) {
    PrintWriter out = spec.commandLine().getOut();
    for (Compared compared : reconciled.compared()) {
      for (FoundDrift drift : compared.drifts()) {
        out.printf(
            "%s\t%s\t%s\t%s\t%s%n",
            compared.backend(),
            drift.instance(),
            drift.kind(),
            drift.mended() ? "mended" : "found",
            drift.detail());
      }
      out.printf("%s: %d differ%n", compared.backend(), compared.drifts().size());
    }
    reconciled.offline().forEach(backend -> out.printf("%s: offline, left out%n", backend));
    out.flush();
    PrintWriter errors = spec.commandLine().getErr();
    reconciled.failures().forEach(failure -> errors.println("snf-admin: " + failure));
    return reconciled.failures().isEmpty() ? 0 : spec.exitCodeOnExecutionException();
  }
}
