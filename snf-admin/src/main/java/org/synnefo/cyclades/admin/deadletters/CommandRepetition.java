package org.synnefo.cyclades.admin.deadletters;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerRepository;

/** Asks anew for a command that was given up. What ended stays ended: it is another command. */
@ApplicationScoped
public class CommandRepetition {

  private final CommandRepository commands;
  private final ServerRepository servers;

  CommandRepetition(CommandRepository commands, ServerRepository servers) {
    this.commands = commands;
    this.servers = servers;
  }

  /**
   * In the caller's transaction.
   *
   * @throws IllegalArgumentException if that makes no sense any more
   */
  void repeat(Command failed, Instant now) {
    if (failed.verb == CommandVerb.CREATE || failed.verb == CommandVerb.REINSTALL) {
      throw new IllegalArgumentException(
          "the password of a %s is forgotten when it ends; the owner of server %d must ask again."
              .formatted(failed.verb.wireName(), failed.serverId));
    }
    Server server = servers.lock(failed.serverId).orElseThrow();
    if (server.deleted) {
      throw new IllegalArgumentException("server %d is deleted.".formatted(server.id));
    }
    if (server.pendingAction != null) {
      throw new IllegalArgumentException(
          "server %d waits for %s.".formatted(server.id, server.pendingAction));
    }
    Command again = new Command();
    again.id = UUID.randomUUID();
    again.verb = failed.verb;
    again.serverId = failed.serverId;
    again.backendId = server.backendId;
    again.requestId = failed.requestId;
    again.arguments = new HashMap<>(failed.arguments);
    again.state = CommandState.PENDING;
    again.nextAttemptAt = now;
    again.created = now;
    commands.persist(again);
    failed.verb.pendingAction().ifPresent(action -> server.pendingAction = action);
    server.updated = now;
  }
}
