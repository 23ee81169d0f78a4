package org.synnefo.cyclades.admin;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import org.synnefo.cyclades.admin.accounts.TokenCommand;
import org.synnefo.cyclades.admin.accounts.UserCommand;
import org.synnefo.cyclades.admin.backends.BackendCommand;
import org.synnefo.cyclades.admin.deadletters.DeadLetterCommand;
import org.synnefo.cyclades.admin.fixtures.LoadCommand;
import org.synnefo.cyclades.admin.reconciliation.ReconcileCommand;
import org.synnefo.cyclades.admin.schema.MigrateCommand;
import org.synnefo.cyclades.admin.servers.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The commands of {@code snf-admin}. Each has {@code --help}, since it inherits that. */
@TopCommand
@Command(
    name = "snf-admin",
    description = "Administers a Cyclades deployment.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    subcommands = {
      MigrateCommand.class,
      LoadCommand.class,
      BackendCommand.class,
      UserCommand.class,
      TokenCommand.class,
      ServerCommand.class,
      DeadLetterCommand.class,
      ReconcileCommand.class
    })
public class SnfAdmin {}
