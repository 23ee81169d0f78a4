package org.synnefo.cyclades.admin;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import org.synnefo.cyclades.admin.accounts.TokenCommand;
import org.synnefo.cyclades.admin.accounts.UserCommand;
import org.synnefo.cyclades.admin.deadletters.DeadLetterCommand;
import org.synnefo.cyclades.admin.fixtures.LoadCommand;
import org.synnefo.cyclades.admin.reconciliation.ReconcileCommand;
import org.synnefo.cyclades.admin.schema.MigrateCommand;
import picocli.CommandLine.Command;

/** The commands of {@code snf-admin}. */
@TopCommand
@Command(
    name = "snf-admin",
    description = "Administers a Cyclades deployment.",
    mixinStandardHelpOptions = true,
    subcommands = {
      MigrateCommand.class,
      LoadCommand.class,
      UserCommand.class,
      TokenCommand.class,
      DeadLetterCommand.class,
      ReconcileCommand.class
    })
public class SnfAdmin {}
