package org.synnefo.cyclades.admin.schema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code snf-admin migrate}. */
@Command(name = "migrate", description = "Brings the schema up to date. Safe to run again.")
public class MigrateCommand implements Runnable {

  @Spec CommandSpec spec;

  private final Schema schema;

  MigrateCommand(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void run() {
    spec.commandLine().getOut().printf("%d changes made%n", schema.migrate());
  }
}
