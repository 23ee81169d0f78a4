package org.synnefo.cyclades.admin.servers;

import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snf-admin server}. */
@Command(name = "server", description = "Suspends and resumes tenants' servers.")
public class ServerCommand {

  @Spec CommandSpec spec;

  private final ServerSuspension suspension;

  public ServerCommand(ServerSuspension suspension) {
    this.suspension = suspension;
  }

  /** {@code snf-admin server suspend}. */
  @Command(
      name = "suspend",
      description = "Keeps the owner from acting on a server. It keeps running.")
  int suspend(@Parameters(paramLabel = "ID", description = "Number of the server.") long id) {
    return set(id, true, "suspended");
  }

  /** {@code snf-admin server resume}. */
  @Command(name = "resume", description = "Lets the owner act on a suspended server again.")
  int resume(@Parameters(paramLabel = "ID", description = "Number of the server.") long id) {
    return set(id, false, "resumed");
  }

  private int set(long id, boolean suspended, String done) {
    suspension.set(id, suspended, Instant.now());
    spec.commandLine().getOut().printf("%d %s%n", id, done);
    return 0;
  }
}
