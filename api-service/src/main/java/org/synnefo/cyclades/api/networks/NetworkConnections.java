package org.synnefo.cyclades.api.networks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.outbox.Outbox;
import org.synnefo.cyclades.api.servers.OwnedServers;
import org.synnefo.cyclades.api.transactions.Transactions;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.network.Network;
import org.synnefo.cyclades.model.network.NetworkRepository;
import org.synnefo.cyclades.model.network.NicRepository;
import org.synnefo.cyclades.model.server.Server;

/** Connects servers to private networks, and disconnects them. */
@ApplicationScoped
public class NetworkConnections {

  private static final String ACTION = "action";
  private static final String ADD = "add";
  private static final String REMOVE = "remove";
  private static final String NETWORK = "network";

  private final NetworkRepository networks;
  private final NicRepository nics;
  private final CommandRepository commands;
  private final OwnedServers servers;
  private final Outbox outbox;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  public NetworkConnections(
      NetworkRepository networks,
      NicRepository nics,
      CommandRepository commands,
      OwnedServers servers,
      Outbox outbox,
      Transactions transactions,
      Clock clock) {
    this.networks = networks;
    this.nics = nics;
    this.commands = commands;
    this.servers = servers;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  void add(long user, long network, long server) {
    transactions.run(
        () -> {
          Server locked = servers.lockReady(user, server);
          touch(lock(user, network));
          if (isOrWillBeConnected(server, network)) {
            throw Fault.badRequest("Server is already in the network.");
          }
          outbox.enqueue(CommandVerb.MODIFY_NICS, locked, Map.of(ACTION, ADD, NETWORK, network));
        });
  }

  void remove(long user, long network, long server) {
    transactions.run(
        () -> {
          Server locked = servers.lockReady(user, server);
          touch(lock(user, network));
          if (!isOrWillBeConnected(server, network)) {
            throw Fault.badRequest("Server is not in the network.");
          }
          requestRemoval(locked, network);
        });
  }

  void requestRemoval(Server server, long network) {
    outbox.enqueue(CommandVerb.MODIFY_NICS, server, Map.of(ACTION, REMOVE, NETWORK, network));
  }

  /** Locks a private network of the user. */
  Network lock(long user, long id) {
    return networks.lock(user, id).orElseThrow(() -> Fault.itemNotFound("Network not found."));
  }

  /** The current NICs, updated with the last unfinished change. */
  private boolean isOrWillBeConnected(long server, long network) {
    List<Command> changes =
        commands.unfinishedNetworkChanges(server).stream()
            .filter(command -> concerns(command, network))
            .toList();
    if (!changes.isEmpty()) {
      return isAddition(changes.get(changes.size() - 1));
    }
    return nics.ofServer(server).stream().anyMatch(nic -> nic.networkId == network);
  }

  private static boolean concerns(Command command, long network) {
    return command.arguments.get(NETWORK) instanceof Number number && number.longValue() == network;
  }

  private static boolean isAddition(Command command) {
    return ADD.equals(command.arguments.get(ACTION));
  }

  private void touch(Network network) {
    network.updated = ApiTime.toMicroseconds(clock.instant());
  }
}
