package org.synnefo.cyclades.dispatcher.backends;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.synnefo.cyclades.ganeti.client.NodeInfo;
import org.synnefo.cyclades.model.backend.BackendRepository;

/** How much room clusters have. */
@ApplicationScoped
public class Capacities {

  private static final long MIB_PER_GIB = 1024;

  private final BackendRepository backends;

  @Inject
  public Capacities(BackendRepository backends) {
    this.backends = backends;
  }

  /** Asks a cluster for the room on its nodes, and remembers it for the allocator. */
  public void measure(Cluster cluster) {
    List<NodeInfo> nodes =
        cluster.call(client -> client.nodes()).stream()
            .filter(node -> !node.offline() && !node.drained() && node.vmCapable())
            .toList();
    BackendRepository.Capacity capacity =
        new BackendRepository.Capacity(
            sum(nodes, NodeInfo::memoryTotal),
            sum(nodes, NodeInfo::memoryFree),
            sum(nodes, NodeInfo::diskTotal) / MIB_PER_GIB,
            sum(nodes, NodeInfo::diskFree) / MIB_PER_GIB);
    QuarkusTransaction.requiringNew()
        .run(() -> backends.recordCapacity(cluster.backendId(), capacity, Instant.now()));
  }

  /** When a cluster was last asked; empty if it never was. */
  public Optional<Instant> lastMeasured(long backend) {
    return QuarkusTransaction.requiringNew()
        .call(() -> backends.findByIdOptional(backend).map(row -> row.capacityUpdated));
  }

  private static long sum(List<NodeInfo> nodes, Function<NodeInfo, Optional<Long>> size) {
    return nodes.stream().mapToLong(node -> size.apply(node).orElse(0L)).sum();
  }
}
