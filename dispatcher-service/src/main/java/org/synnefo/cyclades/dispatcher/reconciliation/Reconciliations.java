package org.synnefo.cyclades.dispatcher.reconciliation;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.dispatcher.messaging.MessageHandler;
import org.synnefo.cyclades.dispatcher.messaging.Subscriber;
import org.synnefo.cyclades.dispatcher.messaging.Subscription;
import org.synnefo.cyclades.dispatcher.networks.LinkRelease;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.Reconcile;
import org.synnefo.cyclades.model.server.ServerRepository;

/** When clusters are reconciled: every period, and when a message asks for it. */
@ApplicationScoped
public class Reconciliations implements MessageHandler<Reconcile>, Subscriber {

  private static final int PART_OF_A_PERIOD = 2;

  private final Clusters clusters;
  private final ClusterRounds rounds;
  private final ServerRepository servers;
  private final LinkRelease links;
  private final ReconciliationConfiguration configuration;

  @Inject
  public Reconciliations(
      Clusters clusters,
      ClusterRounds rounds,
      ServerRepository servers,
      LinkRelease links,
      ReconciliationConfiguration configuration) {
    this.clusters = clusters;
    this.rounds = rounds;
    this.servers = servers;
    this.links = links;
    this.configuration = configuration;
  }

  @Override
  public Subscription<?> subscription(MessageTopology topology) {
    return new Subscription<>(topology.reconciliation(), Reconcile.class, this);
  }

  @Override
  public Outcome handle(Reconcile message) {
    Optional<Long> server =
        message.scope() == Reconcile.Scope.SERVER ? Optional.of(message.id()) : Optional.empty();
    List<Cluster> asked = clusters(message);
    ClusterRounds.Request request =
        new ClusterRounds.Request(message.mode(), server, Optional.ofNullable(message.request()));
    asked.forEach(cluster -> rounds.requested(cluster, request));
    return asked.isEmpty() ? Outcome.IGNORED : Outcome.HANDLED;
  }

  private List<Cluster> clusters(Reconcile message) {
    return switch (message.scope()) {
      case ALL -> clusters.all();
      case BACKEND -> clusters.of(message.id()).stream().toList();
      case SERVER ->
          servers
              .findByIdOptional(message.id())
              .flatMap(server -> Optional.ofNullable(server.backendId))
              .flatMap(clusters::of)
              .stream()
              .toList();
    };
  }

  @Scheduled(
      every = "{cyclades.dispatcher.reconciliation.every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void everyPeriod() {
    Duration recent =
        DurationConverter.parseDuration(configuration.every()).dividedBy(PART_OF_A_PERIOD);
    clusters.all().forEach(cluster -> rounds.periodic(cluster, recent));
    links.release();
  }
}
