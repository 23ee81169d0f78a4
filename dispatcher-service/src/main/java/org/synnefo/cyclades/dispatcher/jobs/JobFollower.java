package org.synnefo.cyclades.dispatcher.jobs;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.dispatcher.commands.Opcodes;
import org.synnefo.cyclades.dispatcher.configuration.DispatcherConfiguration;
import org.synnefo.cyclades.dispatcher.networks.NetworkStatusHandler;
import org.synnefo.cyclades.dispatcher.operations.OperationStatusHandler;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.JobFailure;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.ganeti.client.JobOperation;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.Commands;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.message.NetworkStatus;
import org.synnefo.cyclades.model.message.NetworkStatus.NicStatus;
import org.synnefo.cyclades.model.message.OperationStatus;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.server.InstanceNames;

/**
 * Asks Ganeti for the jobs that were submitted here and whose end nobody told of: events may be
 * lost, or there is no event daemon. What it finds goes the way that events go, so that both may
 * tell the same.
 */
@ApplicationScoped
class JobFollower {

  private static final Logger LOG = Logger.getLogger(JobFollower.class);
  private static final int BATCH = 100;

  private final Commands commands;
  private final Clusters clusters;
  private final OperationStatusHandler operations;
  private final NetworkStatusHandler networks;
  private final InstanceNames names;
  private final DispatcherConfiguration.Jobs settings;

  JobFollower(
      Commands commands,
      Clusters clusters,
      OperationStatusHandler operations,
      NetworkStatusHandler networks,
      InstanceNames names,
      DispatcherConfiguration configuration) {
    this.commands = commands;
    this.clusters = clusters;
    this.operations = operations;
    this.networks = networks;
    this.names = names;
    this.settings = configuration.jobs();
  }

  @Scheduled(
      every = "${cyclades.jobs.ask-every:2s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void follow() {
    List<Command> overdue =
        QuarkusTransaction.requiringNew()
            .call(() -> commands.submittedBefore(Instant.now().minus(settings.askAfter()), BATCH));
    Set<Long> away = new HashSet<>();
    for (Command command : overdue) {
      if (!away.contains(command.backendId) && !follow(command)) {
        away.add(command.backendId);
      }
    }
  }

  private boolean follow(Command command) {
    String instance = names.of(command.serverId);
    try {
      GanetiClient client = clusters.client(command.backendId);
      Optional<JobInfo> job = client.job(new JobId(command.jobId));
      if (job.isEmpty()) {
        forgotten(command);
        return true;
      }
      Instant time =
          job.get().end().or(job.get()::start).or(job.get()::received).orElseGet(Instant::now);
      List<JobOperation> all = job.get().operations();
      if (job.get().status().isFinal()) {
        refreshNics(client, instance, time);
      }
      for (int index = 0; index < all.size(); index++) {
        tell(command, all.get(index), index, time);
      }
      return true;
    } catch (GanetiException away) {
      LOG.debugf(
          "The jobs of backend %d can't be followed now: %s", command.backendId, away.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.warnf("Job %d can't be followed now: %s", command.jobId, e.getMessage());
      return true;
    }
  }

  private void tell(Command command, JobOperation operation, int index, Instant time) {
    operations.handle(
        new OperationStatus(
            names.of(command.serverId),
            operation.opcode(),
            command.jobId,
            index,
            JobStatus.parse(operation.status().wireName()),
            null,
            operation.failure().map(JobFailure::text).orElse(null),
            time,
            null));
  }

  /** A job that Ganeti does not know any more: nobody will ever tell how it ended. */
  private void forgotten(Command command) {
    operations.handle(
        new OperationStatus(
            names.of(command.serverId),
            Opcodes.of(command.verb),
            command.jobId,
            0,
            JobStatus.ERROR,
            null,
            "Ganeti does not know the job any more.",
            null,
            null));
  }

  private void refreshNics(GanetiClient client, String name, Instant time) {
    client
        .instance(name)
        .ifPresent(instance -> networks.handle(new NetworkStatus(name, nics(instance), time)));
  }

  private static List<NicStatus> nics(InstanceInfo instance) {
    Optional<String> firewall =
        instance.tags().stream()
            .filter(tag -> tag.startsWith(FirewallProfile.TAG_PREFIX))
            .map(tag -> tag.substring(FirewallProfile.TAG_PREFIX.length()))
            .findFirst();
    return instance.nics().stream()
        .map(
            nic ->
                new NicStatus(
                    nic.mac(),
                    nic.ip().orElse(null),
                    null,
                    nic.link().orElse(null),
                    nic.index() == 0 ? firewall.orElse(null) : null))
        .toList();
  }
}
