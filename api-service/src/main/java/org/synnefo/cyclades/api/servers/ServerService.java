package org.synnefo.cyclades.api.servers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.outbox.Outbox;
import org.synnefo.cyclades.api.quota.QuotaService;
import org.synnefo.cyclades.api.transactions.Transactions;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.flavor.FlavorRow;
import org.synnefo.cyclades.model.image.ImageRow;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerMetadataRepository;
import org.synnefo.cyclades.model.server.ServerRepository;

/** Creates, renames and deletes servers. */
@ApplicationScoped
public class ServerService {

  private final ServerRepository servers;
  private final ServerMetadataRepository metadata;
  private final CreationChoices choices;
  private final QuotaService quotas;
  private final Outbox outbox;
  private final AdminPasswords passwords;
  private final OwnedServers owned;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  public ServerService(
      ServerRepository servers,
      ServerMetadataRepository metadata,
      CreationChoices choices,
      QuotaService quotas,
      Outbox outbox,
      AdminPasswords passwords,
      OwnedServers owned,
      Transactions transactions,
      Clock clock) {
    this.servers = servers;
    this.metadata = metadata;
    this.choices = choices;
    this.quotas = quotas;
    this.outbox = outbox;
    this.passwords = passwords;
    this.owned = owned;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A new server, with the password, which is not stored in clear text anywhere. */
  record Created(long id, String adminPass) {}

  Created create(long user, CreateServer request) {
    String password = passwords.givenOrNew(request.adminPass());
    ImageRow image = choices.image(user, request.image());
    FlavorRow flavor = choices.flavor(request.flavor());
    choices.checkCapacity(flavor);
    return transactions.call(
        () -> {
          quotas.reserveServer(user, flavor.cpu(), flavor.ramMib(), flavor.diskGib());
          Server server = newServer(user, request.name(), image, flavor);
          servers.persist(server);
          request.metadata().forEach((key, value) -> metadata.add(server.id, key, value));
          outbox.enqueueWithSecret(
              CommandVerb.CREATE,
              server,
              Map.of(),
              InstallationSecret.json(password, request.personality()));
          servers.flush();
          return new Created(server.id, password);
        });
  }

  void rename(long user, long id, String name) {
    transactions.run(
        () -> {
          Server server = owned.lockLive(user, id);
          server.name = name;
          server.updated = ApiTime.toMicroseconds(clock.instant());
        });
  }

  /** Requests the removal of a server. It stays visible until the backend has removed it. */
  void delete(long user, long id) {
    transactions.run(
        () -> {
          Server server = owned.lockLive(user, id);
          if (server.pendingAction == PendingAction.DESTROY) {
            return;
          }
          server.pendingAction = PendingAction.DESTROY;
          server.updated = ApiTime.toMicroseconds(clock.instant());
          outbox.enqueue(CommandVerb.DELETE, server, Map.of());
        });
  }

  private Server newServer(long user, String name, ImageRow image, FlavorRow flavor) {
    Instant now = ApiTime.toMicroseconds(clock.instant());
    Server server = new Server();
    server.name = name;
    server.userId = user;
    server.imageId = image.id();
    server.flavorId = flavor.id();
    server.operatingState = OperatingState.BUILD;
    server.pendingAction = PendingAction.CREATE;
    server.created = now;
    server.updated = now;
    return server;
  }
}
