package org.synnefo.cyclades.dispatcher.backends;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;

/** Tells whether the cluster that an event names is that of a server. */
@ApplicationScoped
public class EventSources {

  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

  private final BackendRepository backends;
  private volatile Known known;

  private record Names(String backend, String uuid, String cluster) {}

  private record Known(Map<Long, Names> names, long read) {}

  @Inject
  public EventSources(BackendRepository backends) {
    this.backends = backends;
  }

  /**
   * Whether an event of that cluster may be about a server of the backend. It may while nobody
   * knows yet which cluster the backend is. The caller has a transaction.
   *
   * @param cluster name or UUID; null where the event names none
   */
  public boolean mayTell(long backend, String cluster) {
    if (cluster == null) {
      return true;
    }
    Names names = names().get(backend);
    if (names == null || names.uuid() == null) {
      // It may have been given its identity since.
      names = backends.findByIdOptional(backend).map(EventSources::names).orElse(null);
    }
    return names == null
        || names.uuid() == null
        || cluster.equals(names.uuid())
        || cluster.equals(names.cluster())
        || cluster.equals(names.backend());
  }

  private Map<Long, Names> names() {
    Known current = known;
    if (current == null || System.nanoTime() - current.read() > FRESH_NANOS) {
      current = new Known(read(), System.nanoTime());
      known = current;
    }
    return current.names();
  }

  private Map<Long, Names> read() {
    return backends.listAll().stream()
        .collect(Collectors.toMap((Backend backend) -> backend.id, EventSources::names));
  }

  private static Names names(Backend backend) {
    return new Names(backend.name, backend.clusterUuid, backend.clusterName);
  }
}
