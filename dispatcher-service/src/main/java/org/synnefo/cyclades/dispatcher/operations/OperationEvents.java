package org.synnefo.cyclades.dispatcher.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.EventSources;
import org.synnefo.cyclades.dispatcher.clock.EventTimes;
import org.synnefo.cyclades.dispatcher.messaging.MessageHandler;
import org.synnefo.cyclades.dispatcher.messaging.Subscriber;
import org.synnefo.cyclades.dispatcher.messaging.Subscription;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.OperationStatus;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerLifecycle;
import org.synnefo.cyclades.model.server.ServerRepository;

/**
 * Applies news of an opcode to its server and to the command that asked for it.
 *
 * <p>Three things are kept apart, so that no order of arrival loses one: the job fields follow the
 * newest news; the operating state follows the newest job that has a say in it; the command follows
 * its own job.
 */
@ApplicationScoped
public class OperationEvents implements MessageHandler<OperationStatus>, Subscriber {

  private static final String CREATE = "OP_INSTANCE_CREATE";

  /** The first of the two jobs of a resize, and of a change of the firewall. */
  private static final Set<String> FIRST_HALVES = Set.of("OP_INSTANCE_GROW_DISK", "OP_TAGS_SET");

  private final InstanceNames names;
  private final ServerRepository servers;
  private final CommandRepository commands;
  private final CommandCompletion completion;
  private final RemovalConfirmation confirmation;
  private final EventSources sources;
  private final EventTimes times;

  @Inject
  public OperationEvents(
      InstanceNames names,
      ServerRepository servers,
      CommandRepository commands,
      CommandCompletion completion,
      RemovalConfirmation confirmation,
      EventSources sources,
      EventTimes times) {
    this.names = names;
    this.servers = servers;
    this.commands = commands;
    this.completion = completion;
    this.confirmation = confirmation;
    this.sources = sources;
    this.times = times;
  }

  @Override
  public Subscription<?> subscription(MessageTopology topology) {
    return new Subscription<>(topology.operations(), OperationStatus.class, this);
  }

  @Override
  public String lockOrder(OperationStatus event) {
    return event.instance();
  }

  @Override
  public Optional<Instant> happened(OperationStatus event) {
    return Optional.ofNullable(event.eventTime());
  }

  @Override
  public Outcome handle(OperationStatus event) {
    return server(event)
        .filter(server -> sources.mayTell(server.backendId, event.cluster()))
        .map(server -> apply(server, event.at(times.believable(event.eventTime())), false))
        .orElse(Outcome.IGNORED);
  }

  /**
   * What the cluster says of a command's own job, which ended, and after which the instance's NICs
   * were read.
   */
  public Outcome handleSeen(OperationStatus result) {
    return server(result).map(server -> apply(server, result, true)).orElse(Outcome.IGNORED);
  }

  /** Where no cluster was given to the server, an instance of its name is somebody else's. */
  private Optional<Server> server(OperationStatus event) {
    OptionalLong id = names.server(event.instance());
    return id.isEmpty()
        ? Optional.empty()
        : servers.lock(id.getAsLong()).filter(server -> server.backendId != null);
  }

  private Outcome apply(Server server, OperationStatus event, boolean seen) {
    times.forgetFuture(server);
    Optional<Command> command =
        commands
            .lockByJob(server.id, event.jobId())
            .filter(candidate -> seen || JobOwnership.mayBeOf(candidate, event));
    if (isSecondCreation(event)) {
      command.ifPresent(ours -> ours.nextAttemptAt = Instant.now());
      return Outcome.OUTDATED;
    }
    boolean newer = JobOrder.isNewer(server, event);
    if (newer) {
      remember(server, event);
    }
    boolean effective = applyEffect(server, event, seen);
    boolean ended = event.status().isTerminal() && end(server, event, command, seen);
    return newer || effective || ended ? Outcome.HANDLED : Outcome.OUTDATED;
  }

  /**
   * A creation may have been submitted twice, where the answer to the first was lost for long
   * enough. Ganeti refuses the second since the name is taken: that is no failure of the server,
   * whether news of the first came before or comes later.
   */
  private static boolean isSecondCreation(OperationStatus event) {
    return event.operation().equals(CREATE)
        && event.status() == JobStatus.ERROR
        && event.message() != null
        && event.message().contains("already in the cluster");
  }

  private static void remember(Server server, OperationStatus event) {
    server.jobId = event.jobId();
    server.jobOpcode = event.operation();
    server.jobStatus = event.status();
    server.jobLogMessage =
        event.logMessage() == null && event.status() == JobStatus.ERROR
            ? event.message()
            : event.logMessage();
    server.jobEventTime = event.eventTime();
    server.updated = Instant.now();
  }

  private boolean applyEffect(Server server, OperationStatus event, boolean seen) {
    ServerLifecycle.Effect effect =
        ServerLifecycle.effect(server.operatingState, event.operation(), event.status());
    if (isRemoval(effect)) {
      if (!seen) {
        confirmation.ask(server.backendId, server.id);
      }
      return true;
    }
    return effect instanceof ServerLifecycle.Become become && become(server, event, become.state());
  }

  /** That a server is gone is not believed of news: the cluster is asked for its instance. */
  private static boolean isRemoval(ServerLifecycle.Effect effect) {
    return effect instanceof ServerLifecycle.DeleteIfAbsent
        || effect instanceof ServerLifecycle.Become become
            && become.state() == OperatingState.DESTROYED;
  }

  private boolean become(Server server, OperationStatus event, OperatingState state) {
    if (!JobOrder.decidesState(server, event)
        || !ServerLifecycle.isLegal(server.operatingState, state)) {
      return false;
    }
    Instant now = Instant.now();
    server.stateEventTime = event.eventTime();
    server.stateJobId = event.jobId();
    boolean changed = server.operatingState != state;
    server.operatingState = state;
    if (event.operation().equals(CREATE) && state == OperatingState.STARTED) {
      server.buildPercentage = 100;
    }
    if (state == OperatingState.ERROR) {
      completion.fault(server, explanation(event), now);
    }
    if (changed) {
      server.updated = now;
    }
    return changed;
  }

  private boolean end(
      Server server, OperationStatus event, Optional<Command> command, boolean nicsRead) {
    if (command.isEmpty() || command.get().state.isFinal()) {
      return false;
    }
    if (command.get().verb == CommandVerb.DELETE) {
      // Its end is what the cluster says of the instance.
      command.get().nextAttemptAt = Instant.now();
      return false;
    }
    if (event.status() == JobStatus.SUCCESS && !isLast(command.get(), event)) {
      return false;
    }
    if (event.status() == JobStatus.SUCCESS && FIRST_HALVES.contains(event.operation())) {
      completion.firstHalf(command.get(), Instant.now());
    } else if (command.get().verb == CommandVerb.MODIFY_NICS
        && event.status() == JobStatus.SUCCESS
        && !nicsRead) {
      // The hook's event may be lost. To end without the NIC would be to say that none is there.
      command.get().nextAttemptAt = Instant.now();
      return false;
    } else if (event.status() == JobStatus.SUCCESS) {
      completion.succeeded(server, command.get(), Instant.now());
    } else {
      completion.failed(server, command.get(), explanation(event), Instant.now());
    }
    return true;
  }

  /** A reinstallation is one job of several opcodes; the others have one. */
  private static boolean isLast(Command command, OperationStatus event) {
    return command.verb != CommandVerb.REINSTALL || event.operation().equals("OP_INSTANCE_STARTUP");
  }

  private static String explanation(OperationStatus event) {
    if (event.message() != null && !event.message().isBlank()) {
      return event.message();
    }
    return event.logMessage() == null || event.logMessage().isBlank()
        ? "%s: %s".formatted(event.operation(), event.status().wireName())
        : event.logMessage();
  }
}
