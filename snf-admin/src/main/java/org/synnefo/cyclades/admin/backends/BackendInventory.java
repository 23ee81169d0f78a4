package org.synnefo.cyclades.admin.backends;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.server.ServerRepository;

/** The clusters of the deployment, and what the dispatcher may do with them. */
@ApplicationScoped
class BackendInventory {

  private final BackendRepository backends;
  private final ServerRepository servers;

  BackendInventory(BackendRepository backends, ServerRepository servers) {
    this.backends = backends;
    this.servers = servers;
  }

  /**
   * A cluster.
   *
   * @param servers how many it has that are not deleted
   */
  record Entry(Backend backend, long servers) {}

  /** All clusters by name. */
  @Transactional
  List<Entry> list() {
    return backends.list("order by name").stream().map(this::entry).toList();
  }

  /**
   * Changes what is given.
   *
   * @param drained whether it takes no new servers
   * @param offline whether it is not spoken to
   * @return the cluster as it is now
   * @throws IllegalArgumentException if there is no such backend
   */
  @Transactional
  Entry set(String name, Optional<Boolean> drained, Optional<Boolean> offline, Instant now) {
    Backend backend =
        backends
            .lock(name)
            .orElseThrow(
                () -> new IllegalArgumentException("there is no backend '%s'.".formatted(name)));
    drained.ifPresent(value -> backend.drained = value);
    offline.ifPresent(value -> backend.offline = value);
    backend.updated = now;
    return entry(backend);
  }

  private Entry entry(Backend backend) {
    return new Entry(backend, servers.countOfBackend(backend.id));
  }
}
