package org.synnefo.cyclades.dispatcher.jobs;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandRepository;

/**
 * Asks about the jobs that are due, in one question for many of a cluster: however many jobs there
 * are, they take one connection. A replica that asks moves the time of the next question, so that
 * others don't.
 */
@ApplicationScoped
public class JobFollower {

  private static final Logger LOG = Logger.getLogger(JobFollower.class);
  private static final int AGE_PER_PAUSE = 5;

  private final InstanceNames names;
  private final CommandRepository commands;
  private final Clusters clusters;
  private final JobResults results;
  private final JobConfiguration configuration;
  private final Set<Long> following = ConcurrentHashMap.newKeySet();

  @Inject
  public JobFollower(
      InstanceNames names,
      CommandRepository commands,
      Clusters clusters,
      JobResults results,
      JobConfiguration configuration) {
    this.names = names;
    this.commands = commands;
    this.clusters = clusters;
    this.results = results;
    this.configuration = configuration;
  }

  @Scheduled(
      every = "{cyclades.dispatcher.jobs.round-interval}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    Map<Long, List<FollowedJob>> due =
        QuarkusTransaction.requiringNew().call(this::take).stream()
            .collect(Collectors.groupingBy(FollowedJob::backend));
    due.forEach((backend, jobs) -> clusters.of(backend).ifPresent(cluster -> begin(cluster, jobs)));
  }

  /** A cluster that is slow has one such look at a time. */
  private void begin(Cluster cluster, List<FollowedJob> jobs) {
    long backend = cluster.backendId();
    following.add(backend);
    boolean taken =
        cluster.look(
            () -> {
              try {
                follow(cluster, jobs);
              } finally {
                following.remove(backend);
              }
            });
    if (!taken) {
      following.remove(backend);
    }
  }

  private List<FollowedJob> take() {
    Instant now = Instant.now();
    List<Command> due = commands.followable(now, Set.copyOf(following), configuration.round());
    due.forEach(command -> command.nextAttemptAt = now.plus(pause(command, now)));
    return due.stream().map(FollowedJob::of).toList();
  }

  private Duration pause(Command command, Instant now) {
    Duration aged = Duration.between(command.submittedAt, now).dividedBy(AGE_PER_PAUSE);
    if (aged.compareTo(configuration.poll()) < 0) {
      return configuration.poll();
    }
    return aged.compareTo(configuration.longestPoll()) > 0 ? configuration.longestPoll() : aged;
  }

  private void follow(Cluster cluster, List<FollowedJob> jobs) {
    try {
      for (int first = 0; first < jobs.size(); first += configuration.bulk()) {
        ask(cluster, jobs.subList(first, Math.min(first + configuration.bulk(), jobs.size())));
      }
    } catch (GanetiException away) {
      LOG.debugf("backend=%d jobs can't be followed: %s", cluster.backendId(), away.getMessage());
    } catch (RuntimeException databaseAway) {
      LOG.warnf("backend=%d jobs wait: %s", cluster.backendId(), databaseAway.getMessage());
    }
  }

  private void ask(Cluster cluster, List<FollowedJob> jobs) {
    List<JobId> ids = jobs.stream().map(job -> new JobId(job.job())).toList();
    Map<JobId, JobInfo> found =
        cluster.call(client -> client.jobs(ids)).stream()
            .collect(Collectors.toMap(JobInfo::id, Function.identity(), (one, other) -> one));
    for (FollowedJob job : jobs) {
      JobId id = new JobId(job.job());
      // What a query leaves out may be archived.
      Optional<JobInfo> info =
          found.containsKey(id)
              ? Optional.of(found.get(id))
              : cluster.call(client -> client.job(id));
      if (info.filter(one -> job.is(one, names.of(job.server()))).isEmpty()) {
        results.forgotten(cluster, job);
      } else if (info.get().status().isFinal()) {
        results.ended(cluster, job, info.get());
      }
    }
  }
}
