package org.synnefo.cyclades.api.networks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.quota.QuotaService;
import org.synnefo.cyclades.api.transactions.Transactions;
import org.synnefo.cyclades.model.network.Network;
import org.synnefo.cyclades.model.network.NetworkLinkRepository;
import org.synnefo.cyclades.model.network.NetworkRepository;
import org.synnefo.cyclades.model.server.ServerRepository;

/** Creates, renames and deletes private networks. */
@ApplicationScoped
public class NetworkService {

  private final NetworkRepository networks;
  private final NetworkLinkRepository links;
  private final ServerRepository servers;
  private final QuotaService quotas;
  private final NetworkConnections connections;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  public NetworkService(
      NetworkRepository networks,
      NetworkLinkRepository links,
      ServerRepository servers,
      QuotaService quotas,
      NetworkConnections connections,
      Transactions transactions,
      Clock clock) {
    this.networks = networks;
    this.links = links;
    this.servers = servers;
    this.quotas = quotas;
    this.connections = connections;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @return the id of the network
   */
  long create(long user, String name) {
    return transactions.call(
        () -> {
          quotas.reserveNetwork(user);
          Network network = new Network();
          Instant now = ApiTime.toMicroseconds(clock.instant());
          network.name = name;
          network.userId = user;
          network.created = now;
          network.updated = now;
          networks.persistAndFlush(network);
          links
              .take(network.id)
              .orElseThrow(() -> Fault.overLimit("No capacity is left for another network."));
          networks.flush();
          return network.id;
        });
  }

  void rename(long user, long id, String name) {
    transactions.run(
        () -> {
          Network network = connections.lock(user, id);
          network.name = name;
          network.updated = ApiTime.toMicroseconds(clock.instant());
        });
  }

  /**
   * Disconnects all servers, including those that are about to be connected. The link is returned
   * to the pool once no machine uses it. Connecting a server also locks the network, so no further
   * servers can appear; the server rows themselves need not be locked.
   */
  void delete(long user, long id) {
    transactions.run(
        () -> {
          Network network = connections.lock(user, id);
          network.deleted = true;
          network.updated = ApiTime.toMicroseconds(clock.instant());
          networks.flush();
          servers.inNetwork(id).forEach(server -> connections.requestRemoval(server, id));
          links.releaseUnused(List.of(id));
        });
  }
}
