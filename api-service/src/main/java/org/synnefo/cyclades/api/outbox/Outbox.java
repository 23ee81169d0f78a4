package org.synnefo.cyclades.api.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.requests.RequestContext;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.model.server.Server;

/** Writes commands, in the caller's transaction. */
@ApplicationScoped
public class Outbox {

  private final CommandRepository commands;
  private final DeploymentKey key;
  private final RequestContext request;
  private final Event<CommandWritten> written;
  private final Clock clock;

  @Inject
  public Outbox(
      CommandRepository commands,
      DeploymentKey key,
      RequestContext request,
      Event<CommandWritten> written,
      Clock clock) {
    this.commands = commands;
    this.key = key;
    this.request = request;
    this.written = written;
    this.clock = clock;
  }

  /** Enqueues a command for a server's backend. */
  public void enqueue(CommandVerb verb, Server server, Map<String, Object> arguments) {
    write(verb, server, arguments, null);
  }

  /**
   * Enqueues a command for a server's backend.
   *
   * @param secret JSON of the arguments that must be encrypted
   */
  public void enqueueWithSecret(
      CommandVerb verb, Server server, Map<String, Object> arguments, String secret) {
    write(verb, server, arguments, key.encrypt(secret, CommandRepository.SECRET_PURPOSE));
  }

  private void write(
      CommandVerb verb, Server server, Map<String, Object> arguments, byte[] secret) {
    Instant now = ApiTime.toMicroseconds(clock.instant());
    Command command = new Command();
    command.id = UUID.randomUUID();
    command.verb = verb;
    command.serverId = server.id;
    command.backendId = server.backendId;
    command.requestId = request.id();
    command.arguments = arguments;
    command.secret = secret;
    command.traceParent = TraceParent.current();
    command.state = CommandState.PENDING;
    command.nextAttemptAt = now;
    command.created = now;
    commands.persist(command);
    written.fire(new CommandWritten(command.id));
  }
}
