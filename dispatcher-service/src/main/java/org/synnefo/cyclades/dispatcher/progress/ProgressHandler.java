package org.synnefo.cyclades.dispatcher.progress;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.synnefo.cyclades.model.message.CreateProgress;
import org.synnefo.cyclades.model.server.InstanceNames;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.Servers;

/** Takes the progress of a build: only while the server is in BUILD, and never back. */
@ApplicationScoped
public class ProgressHandler {

  private static final int COMPLETE = 100;

  private final Servers servers;
  private final InstanceNames names;

  ProgressHandler(Servers servers, InstanceNames names) {
    this.servers = servers;
    this.names = names;
  }

  public void handle(CreateProgress progress) {
    names
        .server(progress.instance())
        .ifPresent(
            id ->
                QuarkusTransaction.requiringNew()
                    .run(() -> servers.lock(id).ifPresent(server -> raise(server, progress))));
  }

  private static void raise(Server server, CreateProgress progress) {
    int percentage = (int) Math.min(COMPLETE, progress.rprogress());
    if (server.operatingState == OperatingState.BUILD && percentage > server.buildPercentage) {
      server.buildPercentage = percentage;
      server.updated = Instant.now();
    }
  }
}
