package org.synnefo.cyclades.admin.schema;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code snf-admin migrate}. */
@Command(
    name = "migrate",
    description = "Brings the database schema up to date. Does nothing if it already is.")
public class MigrateCommand implements Runnable {

  @Spec CommandSpec spec;

  private final Migration migration;

  public MigrateCommand(Migration migration) {
    this.migration = migration;
  }

  @Override
  public void run() {
    spec.commandLine().getOut().printf("%d changes made%n", migration.run());
  }
}
