package org.synnefo.cyclades.api.servers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.faults.FaultKind;
import org.synnefo.cyclades.api.outbox.Outbox;
import org.synnefo.cyclades.api.quota.QuotaService;
import org.synnefo.cyclades.api.requests.Reference;
import org.synnefo.cyclades.api.transactions.Transactions;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.flavor.Flavor;
import org.synnefo.cyclades.model.flavor.FlavorRepository;
import org.synnefo.cyclades.model.flavor.FlavorRow;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.Server;

/**
 * Changes the flavor of a server: requested, done by the backend, then confirmed or reverted. The
 * disk can only grow; it keeps its size after a revert.
 */
@ApplicationScoped
public class ServerResizes {

  private final CreationChoices choices;
  private final FlavorRepository flavors;
  private final QuotaService quotas;
  private final OwnedServers owned;
  private final Outbox outbox;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  public ServerResizes(
      CreationChoices choices,
      FlavorRepository flavors,
      QuotaService quotas,
      OwnedServers owned,
      Outbox outbox,
      Transactions transactions,
      Clock clock) {
    this.choices = choices;
    this.flavors = flavors;
    this.quotas = quotas;
    this.owned = owned;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  void resize(long user, long id, Reference flavor) {
    FlavorRow wanted = choices.flavor(flavor);
    transactions.run(
        () -> {
          Server server = owned.lockIdle(user, id);
          check(server, wanted);
          Flavor present = flavors.findById(server.flavorId);
          checkDisk(present, wanted);
          quotas.reserveGrowth(
              user,
              wanted.cpu() - present.cpu,
              wanted.ramMib() - present.ramMib,
              wanted.diskGib() - present.diskGib);
          server.previousFlavorId = server.flavorId;
          ask(server, wanted.id());
        });
  }

  void confirm(long user, long id) {
    transactions.run(
        () -> {
          Server server = lockResized(user, id);
          server.previousFlavorId = null;
          server.updated = ApiTime.toMicroseconds(clock.instant());
        });
  }

  void revert(long user, long id) {
    transactions.run(
        () -> {
          Server server = lockResized(user, id);
          ask(server, server.previousFlavorId);
        });
  }

  /** The server gets the flavor once the backend is done; after a failure it stays the same. */
  private void ask(Server server, long flavor) {
    server.pendingAction = PendingAction.RESIZE;
    server.updated = ApiTime.toMicroseconds(clock.instant());
    outbox.enqueue(CommandVerb.RESIZE, server, Map.of("flavor", flavor));
  }

  private Server lockResized(long user, long id) {
    Server server = owned.lockIdle(user, id);
    if (!isResized(server)) {
      throw Fault.badRequest("The server has no resize to confirm or revert.");
    }
    return server;
  }

  private static boolean isResized(Server server) {
    return server.previousFlavorId != null && !server.previousFlavorId.equals(server.flavorId);
  }

  private static void check(Server server, FlavorRow wanted) {
    if (server.operatingState == OperatingState.ERROR) {
      throw Fault.badRequest("A server in state ERROR can't be resized.");
    }
    if (isResized(server)) {
      throw Fault.badRequest("The last resize must be confirmed or reverted first.");
    }
    if (server.flavorId == wanted.id()) {
      throw Fault.badRequest("The server already has this flavor.");
    }
  }

  private static void checkDisk(Flavor present, FlavorRow wanted) {
    if (wanted.diskGib() < present.diskGib) {
      throw Fault.of(FaultKind.RESIZE_NOT_ALLOWED, "The disk can't be made smaller.");
    }
    if (!wanted.diskTemplate().equals(present.diskTemplate)) {
      throw Fault.of(FaultKind.RESIZE_NOT_ALLOWED, "The disk template can't be changed.");
    }
  }
}
