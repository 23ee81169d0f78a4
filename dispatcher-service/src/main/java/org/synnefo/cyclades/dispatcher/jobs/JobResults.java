package org.synnefo.cyclades.dispatcher.jobs;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.InstanceStates;
import org.synnefo.cyclades.dispatcher.networks.InstanceNics;
import org.synnefo.cyclades.dispatcher.operations.CommandCompletion;
import org.synnefo.cyclades.dispatcher.operations.OperationEvents;
import org.synnefo.cyclades.dispatcher.operations.RemovalConfirmation;
import org.synnefo.cyclades.dispatcher.operations.ServerRemoval;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.JobFailure;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.ganeti.client.JobOperation;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.message.OperationStatus;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerLifecycle;
import org.synnefo.cyclades.model.server.ServerRepository;

/** What the end of a job that was asked about does: the same as its events would have done. */
@ApplicationScoped
public class JobResults {

  private static final Logger LOG = Logger.getLogger(JobResults.class);
  private static final Set<CommandVerb> CHANGE_NICS =
      Set.of(CommandVerb.CREATE, CommandVerb.MODIFY_NICS);

  private final InstanceNames names;
  private final OperationEvents events;
  private final InstanceNics nics;
  private final ServerRepository servers;
  private final CommandRepository commands;
  private final CommandCompletion completion;
  private final ServerRemoval removal;
  private final RemovalConfirmation confirmation;

  @Inject
  public JobResults(
      InstanceNames names,
      OperationEvents events,
      InstanceNics nics,
      ServerRepository servers,
      CommandRepository commands,
      CommandCompletion completion,
      ServerRemoval removal,
      RemovalConfirmation confirmation) {
    this.names = names;
    this.events = events;
    this.nics = nics;
    this.servers = servers;
    this.commands = commands;
    this.completion = completion;
    this.removal = removal;
    this.confirmation = confirmation;
  }

  /** The job came to its end. */
  void ended(Cluster cluster, FollowedJob job, JobInfo result) {
    Optional<JobFailure> failure = result.failure();
    if (job.verb() == CommandVerb.CREATE
        && failure.filter(cause -> cause.code().equals(JobFailure.ALREADY_EXISTS)).isPresent()) {
      nameIsTaken(cluster, job, failure.get());
      return;
    }
    boolean nicsChanged = failure.isEmpty() && CHANGE_NICS.contains(job.verb());
    if (nicsChanged) {
      readNics(cluster, job.server());
    }
    QuarkusTransaction.requiringNew().run(() -> events(job, result).forEach(events::handleSeen));
    if (job.verb() == CommandVerb.DELETE && !confirmation.confirm(cluster, job.server())) {
      String reason = failure.map(JobFailure::text).orElse("The instance is still there");
      withOpenCommand(
          job, (server, command) -> completion.failed(server, command, reason, Instant.now()));
    }
  }

  /** Ganeti knows the job no longer: the instance tells what became of it. */
  void forgotten(Cluster cluster, FollowedJob job) {
    Instant asked = Instant.now();
    Optional<InstanceInfo> instance =
        cluster.call(client -> client.instance(names.of(job.server())));
    Optional<OperatingState> found = instance.flatMap(InstanceStates::of);
    instance.ifPresent(present -> nics.read(present, asked));
    withOpenCommand(job, (server, command) -> resolve(server, command, instance, found));
  }

  private void resolve(
      Server server,
      Command command,
      Optional<InstanceInfo> instance,
      Optional<OperatingState> found) {
    Instant now = Instant.now();
    if (command.verb == CommandVerb.DELETE && instance.isEmpty()) {
      removal.removed(server, now);
      completion.succeeded(server, command, now);
      return;
    }
    found
        .filter(state -> ServerLifecycle.isLegal(server.operatingState, state))
        .ifPresent(state -> server.operatingState = state);
    boolean asAsked =
        switch (command.verb) {
          case CREATE -> instance.isPresent();
          case START, REBOOT -> found.equals(Optional.of(OperatingState.STARTED));
          case SHUTDOWN -> found.equals(Optional.of(OperatingState.STOPPED));
          case DELETE, MODIFY_NICS, SET_FIREWALL, REINSTALL, RESIZE -> false;
        };
    if (asAsked) {
      completion.succeeded(server, command, now);
    } else {
      completion.failed(server, command, "Ganeti has forgotten the job", now);
    }
  }

  /**
   * Either an earlier submission of this very command made the instance, and its job is the one to
   * follow; or the name belongs to something else, which the server must never lead to.
   */
  private void nameIsTaken(Cluster cluster, FollowedJob job, JobFailure failure) {
    Optional<JobInfo> first =
        cluster.call(client -> client.jobsWithReason(job.reason())).stream()
            .filter(other -> other.id().value() != job.job())
            .filter(other -> other.failure().isEmpty())
            .findFirst();
    withOpenCommand(
        job,
        (server, command) -> {
          Instant now = Instant.now();
          if (first.isPresent()) {
            LOG.infof("command=%s its job is %s", command.id, first.get().id());
            command.jobId = first.get().id().value();
            command.nextAttemptAt = now;
          } else {
            completion.failed(server, command, failure.text(), now);
            server.backendId = null;
          }
        });
  }

  private void readNics(Cluster cluster, long server) {
    Instant asked = Instant.now();
    cluster
        .call(client -> client.instance(names.of(server)))
        .ifPresent(instance -> nics.read(instance, asked));
  }

  private interface Change {
    void apply(Server server, Command command);
  }

  private void withOpenCommand(FollowedJob job, Change change) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Optional<Server> server = servers.lock(job.server());
              Optional<Command> command = commands.lock(job.command());
              if (server.isPresent()
                  && command.isPresent()
                  && command.get().state == CommandState.SUBMITTED
                  && command.get().jobId == job.job()) {
                change.apply(server.get(), command.get());
              }
            });
  }

  private List<OperationStatus> events(FollowedJob job, JobInfo result) {
    List<OperationStatus> news = new ArrayList<>();
    for (JobOperation operation : result.operations()) {
      news.add(
          new OperationStatus(
              names.of(job.server()),
              operation.opcode(),
              job.job(),
              news.size(),
              JobStatus.valueOf(operation.status().name()),
              operation.log().isEmpty()
                  ? null
                  : operation.log().get(operation.log().size() - 1).text(),
              operation.failure().map(JobFailure::text).orElse(null),
              result.end().orElse(null),
              null));
    }
    return news;
  }
}
