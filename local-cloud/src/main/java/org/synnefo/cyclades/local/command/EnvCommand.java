package org.synnefo.cyclades.local.command;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./cyclades env}. */
@Command(name = "env", description = "Prints export lines with addresses and tokens, for eval.")
final class EnvCommand implements Runnable {

  @Spec CommandSpec spec;

  @ParentCommand Cyclades cyclades;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(new Exports(Cloud.existing(cyclades)).text());
    out.flush();
  }
}
