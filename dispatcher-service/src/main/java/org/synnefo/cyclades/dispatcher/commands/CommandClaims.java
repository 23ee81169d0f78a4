package org.synnefo.cyclades.dispatcher.commands;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.synnefo.cyclades.dispatcher.backends.BackendAllocator;
import org.synnefo.cyclades.dispatcher.configuration.DispatcherConfiguration;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.Backends;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.command.Commands;
import org.synnefo.cyclades.model.flavor.Flavors;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.Servers;

/**
 * The transactions around the submission of a command. Rows are locked in the order server,
 * command.
 */
@ApplicationScoped
class CommandClaims {

  private static final Duration TURN_BACK_OFF = Duration.ofMillis(300);
  private static final int MAX_SHIFT = 16;

  private final Commands commands;
  private final Servers servers;
  private final Flavors flavors;
  private final Backends backends;
  private final BackendAllocator allocator;
  private final Requests requests;
  private final CommandEnds ends;
  private final DispatcherConfiguration.Commands settings;

  CommandClaims(
      Commands commands,
      Servers servers,
      Flavors flavors,
      Backends backends,
      BackendAllocator allocator,
      Requests requests,
      CommandEnds ends,
      DispatcherConfiguration configuration) {
    this.commands = commands;
    this.servers = servers;
    this.flavors = flavors;
    this.backends = backends;
    this.allocator = allocator;
    this.requests = requests;
    this.ends = ends;
    this.settings = configuration.commands();
  }

  /**
   * Claims a command for a while; empty if it is none of ours to do now: ended, submitted,
   * another's, or not yet its turn.
   *
   * @throws IllegalArgumentException if it can never be done
   */
  Optional<Claim> claim(UUID id) {
    return QuarkusTransaction.requiringNew().call(() -> locked(id).flatMap(this::claim));
  }

  private Optional<Claim> claim(Command command) {
    Instant now = Instant.now();
    boolean open =
        command.state == CommandState.PENDING || command.state == CommandState.SUBMITTING;
    if (!open || command.attempts > 0 && command.nextAttemptAt.isAfter(now)) {
      return Optional.empty();
    }
    if (commands.hasEarlierUnsubmitted(command)) {
      command.nextAttemptAt = now.plus(TURN_BACK_OFF);
      return Optional.empty();
    }
    Server server = servers.findById(command.serverId);
    if (command.verb == CommandVerb.DELETE && server.backendId == null) {
      ends.deletedBeforeItWasBuilt(command, server, now);
      return Optional.empty();
    }
    Optional<Backend> backend = backend(server);
    if (backend.isEmpty()) {
      postpone(command, now, "There is no backend with room for the server.");
      return Optional.empty();
    }
    boolean mayHaveBeenSubmitted = command.state == CommandState.SUBMITTING;
    Request request = requests.of(command, server, backend.get());
    server.backendId = backend.get().id;
    command.backendId = backend.get().id;
    command.state = CommandState.SUBMITTING;
    command.attempts++;
    command.nextAttemptAt = now.plus(settings.lease());
    return Optional.of(new Claim(command.id, backend.get().id, mayHaveBeenSubmitted, request));
  }

  /** Its job is known, or there was nothing to do. */
  void submitted(UUID id, Optional<JobId> job) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                locked(id)
                    .filter(command -> command.state == CommandState.SUBMITTING)
                    .ifPresent(command -> submitted(command, job)));
  }

  private void submitted(Command command, Optional<JobId> job) {
    Instant now = Instant.now();
    if (job.isEmpty()) {
      ends.nothingToDo(command, now);
      return;
    }
    command.state = CommandState.SUBMITTED;
    command.jobId = job.get().value();
    command.submittedAt = now;
    command.lastError = null;
    Server server = servers.findById(command.serverId);
    if (server.jobId == null || server.jobId < command.jobId) {
      server.jobId = command.jobId;
      server.jobOpcode = Opcodes.of(command.verb);
      server.jobStatus = JobStatus.QUEUED;
      server.jobLogMessage = null;
      server.jobEventTime = null;
      server.updated = now;
    }
  }

  /** It could not be submitted, or nobody knows whether it was. */
  void tryLater(UUID id, boolean mayHaveBeenSubmitted, String problem) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                locked(id)
                    .filter(command -> command.state == CommandState.SUBMITTING)
                    .ifPresent(
                        command -> {
                          if (!mayHaveBeenSubmitted) {
                            command.state = CommandState.PENDING;
                            command.attempts--;
                          }
                          postpone(command, Instant.now(), problem);
                        }));
  }

  /** It can't be done. */
  void giveUp(UUID id, String problem) {
    QuarkusTransaction.requiringNew()
        .run(() -> locked(id).ifPresent(command -> ends.failed(command, problem, Instant.now())));
  }

  private void postpone(Command command, Instant now, String problem) {
    command.lastError = problem;
    if (command.state == CommandState.PENDING) {
      command.attempts++;
      if (command.attempts >= settings.maxAttempts()) {
        ends.failed(command, problem, now);
        return;
      }
    }
    long factor = 1L << Math.min(command.attempts, MAX_SHIFT);
    long ceiling =
        Math.min(
            settings.longestBackOff().toMillis(), settings.firstBackOff().toMillis() * factor / 2);
    command.nextAttemptAt =
        now.plusMillis(ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1));
  }

  private Optional<Backend> backend(Server server) {
    return server.backendId != null
        ? backends.findByIdOptional(server.backendId)
        : allocator.choose(flavors.findById(server.flavorId));
  }

  private Optional<Command> locked(UUID id) {
    return commands
        .findByIdOptional(id)
        .flatMap(
            command -> {
              servers.lock(command.serverId);
              return commands.lockFresh(id);
            });
  }
}
