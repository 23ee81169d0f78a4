package org.synnefo.cyclades.dispatcher.reconciliation;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.dispatcher.messaging.MessageHandler;
import org.synnefo.cyclades.dispatcher.messaging.Subscriber;
import org.synnefo.cyclades.dispatcher.messaging.Subscription;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.NodeInfo;
import org.synnefo.cyclades.model.backend.Backends;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.Reconcile;
import org.synnefo.cyclades.model.network.NetworkLinks;
import org.synnefo.cyclades.model.server.Servers;

/** When clusters are reconciled: every period, and when a message asks for it. */
@ApplicationScoped
public class Reconciliations implements MessageHandler<Reconcile>, Subscriber {

  private static final Logger LOG = Logger.getLogger(Reconciliations.class);
  private static final long MIB_PER_GIB = 1024;

  private final Clusters clusters;
  private final ClusterLock lock;
  private final Reconciler reconciler;
  private final Servers servers;
  private final Backends backends;
  private final NetworkLinks links;
  private final MeterRegistry metrics;

  @Inject
  public Reconciliations(
      Clusters clusters,
      ClusterLock lock,
      Reconciler reconciler,
      Servers servers,
      Backends backends,
      NetworkLinks links,
      MeterRegistry metrics) {
    this.clusters = clusters;
    this.lock = lock;
    this.reconciler = reconciler;
    this.servers = servers;
    this.backends = backends;
    this.links = links;
    this.metrics = metrics;
  }

  @Override
  public Subscription<?> subscription(MessageTopology topology) {
    return new Subscription<>(topology.reconciliation(), Reconcile.class, this);
  }

  @Override
  public Outcome handle(Reconcile message) {
    switch (message.scope()) {
      case ALL -> clusters.all().forEach(cluster -> start(cluster, Optional.empty()));
      case BACKEND ->
          clusters.of(message.id()).ifPresent(cluster -> start(cluster, Optional.empty()));
      case SERVER ->
          servers
              .findByIdOptional(message.id())
              .filter(server -> server.backendId != null)
              .flatMap(server -> clusters.of(server.backendId))
              .ifPresent(cluster -> start(cluster, Optional.of(message.id())));
    }
    return Outcome.HANDLED;
  }

  @Scheduled(
      every = "{cyclades.dispatcher.reconciliation.every:60s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void everyPeriod() {
    clusters.all().forEach(cluster -> start(cluster, Optional.empty()));
    releaseLinks();
  }

  private void start(Cluster cluster, Optional<Long> only) {
    cluster.execute(() -> reconcile(cluster, only));
  }

  private void reconcile(Cluster cluster, Optional<Long> only) {
    try {
      lock.whileHeld(
          cluster.backendId(),
          () -> {
            metrics
                .timer("cyclades.reconciliation", "backend", Long.toString(cluster.backendId()))
                .record(() -> reconciler.reconcile(cluster, Reconciler.Mode.MEND, only));
            if (only.isEmpty()) {
              measure(cluster);
            }
          });
    } catch (GanetiException away) {
      LOG.warnf("backend=%d is not reconciled: %s", cluster.backendId(), away.getMessage());
    } catch (RuntimeException failure) {
      LOG.warnf(failure, "backend=%d is not reconciled", cluster.backendId());
    }
  }

  private void measure(Cluster cluster) {
    List<NodeInfo> nodes =
        cluster.call(client -> client.nodes()).stream()
            .filter(node -> !node.offline() && !node.drained() && node.vmCapable())
            .toList();
    Backends.Capacity capacity =
        new Backends.Capacity(
            sum(nodes, NodeInfo::memoryTotal),
            sum(nodes, NodeInfo::memoryFree),
            sum(nodes, NodeInfo::diskTotal) / MIB_PER_GIB,
            sum(nodes, NodeInfo::diskFree) / MIB_PER_GIB);
    QuarkusTransaction.requiringNew()
        .run(() -> backends.measured(cluster.backendId(), capacity, Instant.now()));
  }

  private static long sum(
      List<NodeInfo> nodes, java.util.function.Function<NodeInfo, Optional<Long>> size) {
    return nodes.stream().mapToLong(node -> size.apply(node).orElse(0L)).sum();
  }

  private void releaseLinks() {
    int released =
        QuarkusTransaction.requiringNew().call(() -> links.releaseUnused(links.abandoned()));
    if (released > 0) {
      LOG.infof("%d links of deleted networks are free again", released);
    }
  }
}
