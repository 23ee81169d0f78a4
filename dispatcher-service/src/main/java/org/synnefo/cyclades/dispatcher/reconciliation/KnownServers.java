package org.synnefo.cyclades.dispatcher.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.DeploymentTag;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.flavor.FlavorRepository;
import org.synnefo.cyclades.model.network.NetworkLinkRepository;
import org.synnefo.cyclades.model.network.NetworkRepository;
import org.synnefo.cyclades.model.network.Nic;
import org.synnefo.cyclades.model.network.NicRepository;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerRepository;

/** What the database says of a cluster: a few queries, however many servers. */
@ApplicationScoped
public class KnownServers {

  /** So many instances without a server are too many to be believed; the rest wait their turn. */
  private static final int MOST_REMOVED = 1000;

  private final InstanceNames names;
  private final DeploymentTag tag;
  private final ServerRepository servers;
  private final CommandRepository commands;
  private final NicRepository nics;
  private final NetworkLinkRepository links;
  private final NetworkRepository networks;
  private final FlavorRepository flavors;
  private final ReconciliationConfiguration configuration;

  @Inject
  public KnownServers(
      InstanceNames names,
      DeploymentTag tag,
      ServerRepository servers,
      CommandRepository commands,
      NicRepository nics,
      NetworkLinkRepository links,
      NetworkRepository networks,
      FlavorRepository flavors,
      ReconciliationConfiguration configuration) {
    this.names = names;
    this.tag = tag;
    this.servers = servers;
    this.commands = commands;
    this.nics = nics;
    this.links = links;
    this.networks = networks;
    this.flavors = flavors;
    this.configuration = configuration;
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Comparison compare(
      long backend, Map<String, InstanceInfo> instances, Set<String> working, Instant asked) {
    // Who is busy comes first: what ends in between is then seen as it is after the end.
    Set<Long> busy = commands.busyServers(backend);
    Map<String, Server> known =
        servers.ofBackend(backend).stream()
            .collect(Collectors.toMap(server -> names.of(server.id), Function.identity()));
    Map<Long, List<Nic>> connected =
        nics
            .list(
                "serverId in (select id from Server where backendId = ?1) order by position",
                backend)
            .stream()
            .collect(Collectors.groupingBy(nic -> nic.serverId));
    return new Comparison(
        instances,
        working,
        known,
        removed(backend, instances.keySet(), known.keySet()),
        tag,
        busy,
        connected,
        links.list("networkId is not null").stream()
            .collect(Collectors.toMap(link -> link.networkId, link -> link.name)),
        networks.deletedWithLink(),
        flavors.listAll().stream()
            .collect(Collectors.toMap(flavor -> flavor.id, Function.identity())),
        asked.minus(configuration.settled()),
        asked.minus(configuration.unknownAfter()));
  }

  private Set<String> removed(long backend, Set<String> instances, Set<String> known) {
    List<Long> serverless =
        instances.stream()
            .filter(name -> !known.contains(name))
            .flatMapToLong(name -> names.server(name).stream())
            .boxed()
            .limit(MOST_REMOVED)
            .toList();
    return servers.removed(backend, serverless).stream().map(names::of).collect(Collectors.toSet());
  }
}
