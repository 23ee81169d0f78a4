package org.synnefo.cyclades.dispatcher.commands;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.synnefo.cyclades.dispatcher.backends.BackendAllocator;
import org.synnefo.cyclades.dispatcher.deadletters.DeadLetterWriter;
import org.synnefo.cyclades.dispatcher.jobs.JobConfiguration;
import org.synnefo.cyclades.dispatcher.operations.CommandCompletion;
import org.synnefo.cyclades.dispatcher.operations.ServerRemoval;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.flavor.FlavorRepository;
import org.synnefo.cyclades.model.message.CommandMessage;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerRepository;

/**
 * The transactions of a command on its way to Ganeti. Each locks the server, then the command, and
 * changes the command only for who holds its latest claim.
 */
@ApplicationScoped
public class CommandClaims {

  private static final String NO_ROOM = "No cluster has room for the server";
  private static final String UNUSABLE = "The cluster could not be used for too long";

  private final CommandRepository commands;
  private final ServerRepository servers;
  private final FlavorRepository flavors;
  private final BackendAllocator allocator;
  private final CommandCompletion completion;
  private final ServerRemoval removal;
  private final DeadLetterWriter deadLetters;
  private final MessageTopology topology;
  private final CommandConfiguration configuration;
  private final JobConfiguration jobs;

  @Inject
  public CommandClaims(
      CommandRepository commands,
      ServerRepository servers,
      FlavorRepository flavors,
      BackendAllocator allocator,
      CommandCompletion completion,
      ServerRemoval removal,
      DeadLetterWriter deadLetters,
      MessageTopology topology,
      CommandConfiguration configuration,
      JobConfiguration jobs) {
    this.commands = commands;
    this.servers = servers;
    this.flavors = flavors;
    this.allocator = allocator;
    this.completion = completion;
    this.removal = removal;
    this.deadLetters = deadLetters;
    this.topology = topology;
    this.configuration = configuration;
    this.jobs = jobs;
  }

  /**
   * The backend that a command goes to, chosen now if it has none yet; empty if the command ended,
   * does not exist, or no backend takes it.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Optional<Long> route(UUID id) {
    Optional<Server> locked = commands.serverOf(id).flatMap(servers::lock);
    Optional<Command> current = commands.lock(id);
    if (locked.isEmpty() || current.isEmpty() || !isUnsubmitted(current.get())) {
      return Optional.empty();
    }
    Server server = locked.get();
    Command command = current.get();
    if (command.verb == CommandVerb.DELETE) {
      withdrawCreation(server);
    }
    if (server.backendId == null && command.verb == CommandVerb.CREATE) {
      server.backendId = allocator.allocate(flavors.findById(server.flavorId)).orElse(null);
    }
    if (server.backendId == null) {
      noBackend(server, command);
      return Optional.empty();
    }
    command.backendId = server.backendId;
    return Optional.of(server.backendId);
  }

  /**
   * A deletion does not wait for a creation that no cluster takes. One that is pending was surely
   * not submitted, so that no cluster has the server.
   */
  private void withdrawCreation(Server server) {
    commands
        .firstUnsubmitted(server.id)
        .flatMap(commands::lock)
        .filter(first -> first.verb == CommandVerb.CREATE && first.state == CommandState.PENDING)
        .ifPresent(
            creation -> {
              completion.failed(
                  server, creation, "The server was deleted before it was made", Instant.now());
              server.backendId = null;
            });
  }

  private void noBackend(Server server, Command command) {
    Instant now = Instant.now();
    if (command.verb != CommandVerb.CREATE
        && commands.firstUnsubmitted(server.id).equals(Optional.of(command.id))) {
      withoutMachine(server, command, now);
      return;
    }
    if (isOverdue(command, now)) {
      giveUp(server, command, NO_ROOM, NO_ROOM);
      return;
    }
    command.attempts++;
    command.lastError = "No cluster takes new servers";
    command.nextAttemptAt = now.plus(pause(command.attempts));
  }

  private void withoutMachine(Server server, Command command, Instant now) {
    if (command.verb == CommandVerb.DELETE) {
      removal.removed(server, now);
      completion.succeeded(server, command, now);
    } else {
      completion.failed(server, command, "The server has no machine", now);
    }
  }

  /** Its cluster can't be spoken to at present: nobody claims it for a while. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void await(UUID id, String reason) {
    Instant now = Instant.now();
    Optional<Server> server = commands.serverOf(id).flatMap(servers::lock);
    Optional<Command> current =
        commands
            .lock(id)
            .filter(CommandClaims::isUnsubmitted)
            .filter(command -> !command.nextAttemptAt.isAfter(now));
    if (server.isEmpty() || current.isEmpty()) {
      return;
    }
    Command command = current.get();
    if (isOverdue(command, now)) {
      giveUp(server.get(), command, reason, UNUSABLE);
      return;
    }
    command.lastError = reason;
    command.nextAttemptAt = now.plus(configuration.maxBackOff());
  }

  /** Takes a command, if it is due and the server's earlier ones are submitted. */
  @Transactional
  public Optional<Claim> claim(UUID id) {
    Instant now = Instant.now();
    Optional<Server> locked = commands.serverOf(id).flatMap(servers::lock);
    Optional<Command> current = commands.lock(id);
    if (locked.isEmpty() || current.isEmpty()) {
      return Optional.empty();
    }
    Server server = locked.get();
    Command command = current.get();
    if (!isUnsubmitted(command)
        || server.backendId == null
        || command.nextAttemptAt.isAfter(now)
        || !commands.firstUnsubmitted(server.id).equals(Optional.of(id))) {
      return Optional.empty();
    }
    if (hasToWait(server, command)) {
      command.nextAttemptAt = now.plus(configuration.backOff());
      return Optional.empty();
    }
    boolean mayBeSubmitted = command.state == CommandState.SUBMITTING;
    if (!mayBeSubmitted && isPointless(server, command)) {
      completion.failed(server, command, "The server is gone", now);
      return Optional.empty();
    }
    command.state = CommandState.SUBMITTING;
    command.attempts++;
    command.nextAttemptAt = now.plus(configuration.lease());
    commands.flush();
    commands.getEntityManager().detach(command);
    commands.getEntityManager().detach(server);
    return Optional.of(
        new Claim(
            command,
            server,
            command.attempts,
            mayBeSubmitted,
            now.plus(configuration.submitWithin())));
  }

  private static boolean isPointless(Server server, Command command) {
    return server.deleted
        || command.verb == CommandVerb.CREATE && server.operatingState != OperatingState.BUILD;
  }

  /** Ganeti has a job for it. */
  @Transactional
  public void submitted(Claim claim, long job) {
    Optional<Server> server = servers.lock(claim.server().id);
    Optional<Command> current = commands.lock(claim.id());
    if (server.isEmpty() || current.isEmpty() || !isUnsubmitted(current.get())) {
      return;
    }
    Instant now = Instant.now();
    Command command = current.get();
    command.state = CommandState.SUBMITTED;
    command.jobId = job;
    command.submittedAt = now;
    command.lastError = null;
    // If the event of the job's end came before this, nobody knew whose job it was.
    boolean seen = server.get().jobId != null && server.get().jobId == job;
    command.nextAttemptAt =
        seen && server.get().jobStatus.isTerminal() ? now : now.plus(jobs.firstPoll());
  }

  /** There was nothing to do. */
  @Transactional
  public void nothingToDo(Claim claim) {
    withHeld(
        claim,
        (server, command) -> {
          if (command.verb == CommandVerb.DELETE) {
            removal.removed(server, Instant.now());
          }
          completion.succeeded(server, command, Instant.now());
        });
  }

  /**
   * It is tried again, unless that went on for too long.
   *
   * @param unknown whether Ganeti may have taken it all the same
   */
  @Transactional
  public void postpone(Claim claim, String reason, boolean unknown) {
    withHeld(
        claim,
        (server, command) -> {
          Instant now = Instant.now();
          if (isOverdue(command, now)) {
            giveUp(server, command, reason, UNUSABLE);
            return;
          }
          command.state = unknown ? CommandState.SUBMITTING : CommandState.PENDING;
          command.lastError = reason;
          Duration pause = pause(command.attempts);
          // What was sent may still be on its way: it is not looked for before it can be there.
          Duration settling = unknown ? configuration.settle() : Duration.ZERO;
          command.nextAttemptAt = now.plus(pause.compareTo(settling) < 0 ? settling : pause);
        });
  }

  /** It will never be done. */
  @Transactional
  public void impossible(Claim claim, String reason) {
    withHeld(claim, (server, command) -> giveUp(server, command, reason, reason));
  }

  private interface Change {
    void apply(Server server, Command command);
  }

  private void withHeld(Claim claim, Change change) {
    Optional<Server> server = servers.lock(claim.server().id);
    Optional<Command> command = commands.lock(claim.id());
    if (server.isPresent()
        && command.isPresent()
        && command.get().state == CommandState.SUBMITTING
        && command.get().attempts == claim.attempt()) {
      change.apply(server.get(), command.get());
    }
  }

  /**
   * @param told to the tenant, who must not read where our clusters are
   */
  private void giveUp(Server server, Command command, String reason, String told) {
    CommandMessage message =
        new CommandMessage(
            command.id,
            command.verb.wireName(),
            command.serverId,
            command.backendId,
            command.requestId,
            null);
    completion.failed(server, command, told, Instant.now());
    command.lastError = reason;
    MessageTopology.Queue queue = topology.commands();
    deadLetters.write(
        new DeadLetterWriter.Message(
            queue.name(),
            queue.exchange(),
            topology.commandKey(command.verb.wireName()),
            MessageJson.write(message),
            java.util.Map.of(),
            Math.max(1, command.attempts),
            command.created),
        reason);
  }

  /**
   * Until a creation is far enough Ganeti finds nothing to remove, and makes it afterwards; until a
   * firewall is set its tag is not there to be replaced; until a NIC is there it can't be found to
   * be taken away.
   */
  private boolean hasToWait(Server server, Command command) {
    return switch (command.verb) {
      case DELETE -> commands.isUnderWay(server.id, CommandVerb.CREATE);
      case SET_FIREWALL, MODIFY_NICS -> commands.isUnderWay(server.id, command.verb);
      default -> false;
    };
  }

  private boolean isOverdue(Command command, Instant now) {
    return command.created.plus(configuration.giveUpAfter()).isBefore(now);
  }

  private Duration pause(int attempts) {
    long longest =
        Math.min(
            configuration.maxBackOff().toMillis(),
            configuration.backOff().toMillis() << Math.min(Math.max(0, attempts - 1), 16));
    return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
  }

  private static boolean isUnsubmitted(Command command) {
    return command.state == CommandState.PENDING || command.state == CommandState.SUBMITTING;
  }
}
