package org.synnefo.cyclades.dispatcher.backends;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.Backends;
import org.synnefo.cyclades.model.flavor.Flavor;

/**
 * Takes the cluster with the most free memory, of those that have room; one whose size nobody has
 * asked for yet comes last. What was promised since the size was last asked for is counted.
 */
@ApplicationScoped
public class MostFreeMemory implements BackendAllocator {

  private final Backends backends;
  private final Clusters clusters;

  @Inject
  public MostFreeMemory(Backends backends, Clusters clusters) {
    this.backends = backends;
    this.clusters = clusters;
  }

  @Override
  public Optional<Long> allocate(Flavor flavor) {
    List<Backend> open = backends.list("not offline and not drained");
    Optional<Backend> chosen =
        open.stream()
            .filter(backend -> hasRoom(backend, flavor))
            .max(
                Comparator.<Backend, Boolean>comparing(this::answers)
                    .thenComparing(backend -> backend.freeMemoryMib));
    chosen.ifPresent(backend -> backends.promise(backend.id, flavor.ramMib, flavor.diskGib));
    return chosen.map(backend -> backend.id);
  }

  private boolean answers(Backend backend) {
    return clusters.of(backend.id).filter(cluster -> !cluster.isResting()).isPresent();
  }

  private static boolean hasRoom(Backend backend, Flavor flavor) {
    if (backend.capacityUpdated == null) {
      return true;
    }
    boolean disks = !flavor.diskTemplate.equals("diskless");
    return backend.freeMemoryMib >= flavor.ramMib
        && (!disks || backend.freeDiskGib >= flavor.diskGib);
  }
}
