package org.synnefo.cyclades.api.metadata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.requests.TextRules;
import org.synnefo.cyclades.api.servers.OwnedServers;
import org.synnefo.cyclades.api.transactions.Transactions;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerListing;
import org.synnefo.cyclades.model.server.ServerMetadata;
import org.synnefo.cyclades.model.server.ServerMetadataRepository;

/** Metadata of servers. */
@ApplicationScoped
class ServerMetadataService implements ItemMetadata {

  private final ServerListing listing;
  private final OwnedServers servers;
  private final ServerMetadataRepository items;
  private final MetadataRules rules;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  ServerMetadataService(
      ServerListing listing,
      OwnedServers servers,
      ServerMetadataRepository items,
      MetadataRules rules,
      Transactions transactions,
      Clock clock) {
    this.listing = listing;
    this.servers = servers;
    this.items = items;
    this.rules = rules;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Map<String, String> read(long user, String item) {
    return listing
        .find(user, id(item))
        .orElseThrow(() -> Fault.itemNotFound("Server not found."))
        .metadata();
  }

  @Override
  public void put(long user, String item, Map<String, String> changes) {
    transactions.run(
        () -> {
          Server server = servers.lockLive(user, id(item));
          items.put(server.id, changes);
          items.flush();
          rules.checkCount((int) items.count("serverId", server.id));
          server.updated = ApiTime.toMicroseconds(clock.instant());
        });
  }

  @Override
  public void remove(long user, String item, String key) {
    transactions.run(
        () -> {
          Server server = servers.lockLive(user, id(item));
          if (!items.deleteById(new ServerMetadata.Key(server.id, key))) {
            throw Fault.itemNotFound("Metadata item not found.");
          }
          server.updated = ApiTime.toMicroseconds(clock.instant());
        });
  }

  private static long id(String item) {
    return TextRules.id(item, "server");
  }
}
