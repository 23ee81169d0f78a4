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

/** Asks the backend to do something with a running or stopped server. */
@ApplicationScoped
public class ServerActions {

  /** How a server is rebooted. */
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
          outbox.ask(CommandVerb.SET_FIREWALL, server, Map.of("profile", profile.name()));
        });
  }

  /**
   * No image has an agent that could do it yet. What else is wrong with the request is told first,
   * as it will be then.
   */
  void changePassword(long user, long id, String password) {
    AdminPasswords.check(password);
    transactions.run(() -> owned.lockReady(user, id));
    throw Fault.serviceUnavailable(
        "changePassword is not supported: the server's image has no agent that could do it.");
  }

  private void ask(
      long user, long id, PendingAction action, CommandVerb verb, Map<String, Object> arguments) {
    transactions.run(
        () -> {
          Server server = owned.lockReady(user, id);
          server.pendingAction = action;
          server.updated = ApiTime.toMicroseconds(clock.instant());
          outbox.ask(verb, server, arguments);
        });
  }
}
