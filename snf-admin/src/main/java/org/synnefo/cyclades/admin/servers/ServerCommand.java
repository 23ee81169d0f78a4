package org.synnefo.cyclades.admin.servers;

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snf-admin server}. */
@Command(name = "server", description = "Servers of tenants.")
public class ServerCommand {

  @Spec CommandSpec spec;

  private final Suspension suspension;

  ServerCommand(Suspension suspension) {
    this.suspension = suspension;
  }

  /** {@code snf-admin server suspend}. */
  @Command(name = "suspend", description = "Keeps the owner from acting on it; it runs on.")
  int suspend(@Parameters(paramLabel = "ID", description = "The server's number.") long id) {
    return set(id, true, "suspended");
  }

  /** {@code snf-admin server resume}. */
  @Command(name = "resume", description = "Lets the owner act on it again.")
  int resume(@Parameters(paramLabel = "ID", description = "The server's number.") long id) {
    return set(id, false, "resumed");
  }

  private int set(long id, boolean suspended, String done) {
    try {
      suspension.set(id, suspended, Instant.now());
      spec.commandLine().getOut().printf("%d %s%n", id, done);
      return 0;
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage());
    }
  }
}
