package org.synnefo.cyclades.admin.servers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerRepository;

/** Whether the owner of a server may act on it. Nothing is asked of Ganeti. */
@ApplicationScoped
class Suspension {

  private final ServerRepository servers;

  Suspension(ServerRepository servers) {
    this.servers = servers;
  }

  /**
   * Sets it, whatever it was.
   *
   * @throws IllegalArgumentException if there is no such server, or it is deleted
   */
  @Transactional
  void set(long id, boolean suspended, Instant now) {
    Server server =
        servers
            .lock(id)
            .orElseThrow(
                () -> new IllegalArgumentException("there is no server %d.".formatted(id)));
    if (server.deleted) {
      throw new IllegalArgumentException("server %d is deleted.".formatted(id));
    }
    server.suspended = suspended;
    server.updated = now;
  }
}
