package org.synnefo.cyclades.dispatcher.backends;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Optional;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.flavor.Flavor;

/**
 * Takes the cluster with the most free memory, of those that have room; one whose size nobody has
 * asked for yet comes last. What was promised since the size was last asked for is counted.
 */
@ApplicationScoped
public class MostFreeMemory implements BackendAllocator {

  private final BackendRepository backends;
  private final Clusters clusters;

  @Inject
  public MostFreeMemory(BackendRepository backends, Clusters clusters) {
    this.backends = backends;
    this.clusters = clusters;
  }

  @Override
  public Optional<Long> allocate(Flavor flavor) {
    long disk = disk(flavor);
    return backends.list("not offline and not drained").stream()
        .filter(backend -> hasRoom(backend, flavor, disk))
        .sorted(
            Comparator.<Backend, Boolean>comparing(this::answers)
                .thenComparing(backend -> backend.freeMemoryMib)
                .reversed())
        .map(backend -> backend.id)
        .filter(backend -> backends.reserve(backend, flavor.ramMib, disk))
        .findFirst();
  }

  private boolean answers(Backend backend) {
    return clusters.of(backend.id).filter(cluster -> !cluster.isResting()).isPresent();
  }

  private static boolean hasRoom(Backend backend, Flavor flavor, long disk) {
    return backend.capacityUpdated == null
        || backend.freeMemoryMib >= flavor.ramMib && backend.freeDiskGib >= disk;
  }

  private static long disk(Flavor flavor) {
    return flavor.diskTemplate.equals("diskless") ? 0 : flavor.diskGib;
  }
}
