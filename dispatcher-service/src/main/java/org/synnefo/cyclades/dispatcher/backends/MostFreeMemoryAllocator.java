package org.synnefo.cyclades.dispatcher.backends;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Optional;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.Backends;
import org.synnefo.cyclades.model.flavor.Flavor;

/**
 * Of the clusters that are neither drained nor offline, the one with the most free memory. A
 * cluster whose capacity was never asked for is taken to have room: it says itself if it has not.
 */
@ApplicationScoped
class MostFreeMemoryAllocator implements BackendAllocator {

  private final Backends backends;

  MostFreeMemoryAllocator(Backends backends) {
    this.backends = backends;
  }

  @Override
  public Optional<Backend> choose(Flavor flavor) {
    return backends.list("not drained and not offline").stream()
        .filter(backend -> hasRoom(backend, flavor))
        .max(Comparator.comparingLong(backend -> backend.freeMemoryMib));
  }

  private static boolean hasRoom(Backend backend, Flavor flavor) {
    return backend.capacityUpdated == null
        || backend.freeMemoryMib >= flavor.ramMib && backend.freeDiskGib >= flavor.diskGib;
  }
}
