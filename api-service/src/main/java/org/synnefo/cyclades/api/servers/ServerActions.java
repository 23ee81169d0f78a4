package org.synnefo.cyclades.api.servers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.outbox.Outbox;
import org.synnefo.cyclades.api.transactions.Transactions;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.Server;

/** Actions on a running or stopped server. */
@ApplicationScoped
public class ServerActions {

  /** How to reboot a server. */
  enum RebootType {
    SOFT,
    HARD
  }

  private final OwnedServers owned;
  private final Outbox outbox;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  public ServerActions(OwnedServers owned, Outbox outbox, Transactions transactions, Clock clock) {
    this.owned = owned;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  void start(long user, long id) {
    ask(user, id, PendingAction.START, CommandVerb.START, Map.of());
  }

  void shutdown(long user, long id) {
    ask(user, id, PendingAction.STOP, CommandVerb.SHUTDOWN, Map.of());
  }

  void reboot(long user, long id, RebootType type) {
    ask(user, id, PendingAction.REBOOT, CommandVerb.REBOOT, Map.of("type", type.name()));
  }

  void setFirewall(long user, long id, FirewallProfile profile) {
    transactions.run(
        () -> {
          Server server = owned.lockReady(user, id);
          outbox.enqueue(CommandVerb.SET_FIREWALL, server, Map.of("profile", profile.name()));
        });
  }

  /**
   * Not supported, because no image has an agent for it yet. The request is validated first, so
   * that faults stay the same once it is supported.
   */
  void changePassword(long user, long id, String password) {
    AdminPasswords.check(password);
    transactions.run(() -> owned.lockReady(user, id));
    throw Fault.serviceUnavailable(
        "changePassword is not supported, because the server's image has no agent for it.");
  }

  private void ask(
      long user, long id, PendingAction action, CommandVerb verb, Map<String, Object> arguments) {
    transactions.run(
        () -> {
          Server server = owned.lockReady(user, id);
          server.pendingAction = action;
          server.updated = ApiTime.toMicroseconds(clock.instant());
          outbox.enqueue(verb, server, arguments);
        });
  }
}
