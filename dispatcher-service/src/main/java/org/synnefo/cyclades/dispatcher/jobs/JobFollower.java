package org.synnefo.cyclades.dispatcher.jobs;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.ganeti.client.JobStatus;
import org.synnefo.cyclades.ganeti.client.JobSummary;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.Commands;

/**
 * Asks about the jobs that are due: one question each while they are few, one for all of a cluster
 * where they are many. A replica that asks moves the time of the next question, so that others
 * don't.
 */
@ApplicationScoped
public class JobFollower {

  private static final Logger LOG = Logger.getLogger(JobFollower.class);
  private static final int AGE_PER_PAUSE = 5;

  private final Commands commands;
  private final Clusters clusters;
  private final JobResults results;
  private final JobConfiguration configuration;

  @Inject
  public JobFollower(
      Commands commands, Clusters clusters, JobResults results, JobConfiguration configuration) {
    this.commands = commands;
    this.clusters = clusters;
    this.results = results;
    this.configuration = configuration;
  }

  @Scheduled(
      every = "{cyclades.dispatcher.jobs.round-interval:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    Map<Long, List<FollowedJob>> due =
        QuarkusTransaction.requiringNew().call(this::take).stream()
            .collect(Collectors.groupingBy(FollowedJob::backend));
    due.forEach(
        (backend, jobs) ->
            clusters
                .of(backend)
                .ifPresent(cluster -> cluster.execute(() -> follow(cluster, jobs))));
  }

  private List<FollowedJob> take() {
    Instant now = Instant.now();
    List<Command> due = commands.followable(now, configuration.round());
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
      Map<JobId, JobStatus> known = bulk(cluster, jobs);
      for (FollowedJob job : jobs) {
        JobStatus status = known.get(new JobId(job.job()));
        if (status == null || status.isFinal()) {
          ask(cluster, job);
        }
      }
    } catch (GanetiException away) {
      LOG.debugf("backend=%d jobs can't be followed: %s", cluster.backendId(), away.getMessage());
    } catch (RuntimeException databaseAway) {
      LOG.warnf("backend=%d jobs wait: %s", cluster.backendId(), databaseAway.getMessage());
    }
  }

  private Map<JobId, JobStatus> bulk(Cluster cluster, List<FollowedJob> jobs) {
    Map<JobId, JobStatus> known = new HashMap<>();
    if (jobs.size() >= configuration.bulkFrom()) {
      for (JobSummary job : cluster.call(client -> client.jobs())) {
        known.put(job.id(), job.status());
      }
    }
    return known;
  }

  private void ask(Cluster cluster, FollowedJob job) {
    Optional<JobInfo> found = cluster.call(client -> client.job(new JobId(job.job())));
    if (found.isEmpty()) {
      results.forgotten(cluster, job);
    } else if (found.get().status().isFinal()) {
      results.ended(cluster, job, found.get());
    }
  }
}
