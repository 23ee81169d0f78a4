package org.synnefo.cyclades.api.networks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.quota.Quotas;
import org.synnefo.cyclades.api.transactions.Transactions;
import org.synnefo.cyclades.model.network.Network;
import org.synnefo.cyclades.model.network.NetworkLinks;
import org.synnefo.cyclades.model.network.Networks;
import org.synnefo.cyclades.model.server.Servers;

/** Creates, renames and deletes private networks. */
@ApplicationScoped
public class NetworkService {

  private final Networks networks;
  private final NetworkLinks links;
  private final Servers servers;
  private final Quotas quotas;
  private final NetworkConnections connections;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  public NetworkService(
      Networks networks,
      NetworkLinks links,
      Servers servers,
      Quotas quotas,
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
   * @return its id
   */
  long create(long user, String name) {
    return transactions.call(
        () -> {
          quotas.takeNetwork(user);
          Network network = new Network();
          Instant now = ApiTime.toMicroseconds(clock.instant());
          network.name = name;
          network.userId = user;
          network.created = now;
          network.updated = now;
          networks.persistAndFlush(network);
          links
              .take(network.id)
              .orElseThrow(() -> Fault.overLimit("There is no link left for another network."));
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
   * Disconnects its servers, those too that are about to be connected; its link goes back to the
   * pool once no machine is on it. Whoever connects a server locks the network as well, so there
   * are no others; the servers' own rows need no lock to be asked something.
   */
  void delete(long user, long id) {
    transactions.run(
        () -> {
          Network network = connections.lock(user, id);
          network.deleted = true;
          network.updated = ApiTime.toMicroseconds(clock.instant());
          networks.flush();
          servers.inNetwork(id).forEach(server -> connections.askToRemove(server, id));
          links.releaseUnused(List.of(id));
        });
  }
}
