package org.synnefo.cyclades.dispatcher.commands;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.InstanceNames;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.dispatcher.tracing.CommandTraces;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.ganeti.client.JobStatus;
import org.synnefo.cyclades.ganeti.client.JobSummary;
import org.synnefo.cyclades.model.command.CommandRepository;
import org.synnefo.cyclades.model.command.CommandVerb;

/**
 * Submits commands, each on a thread of its cluster. Safe to be asked for one any number of times.
 */
@ApplicationScoped
public class CommandSubmission {

  private static final Logger LOG = Logger.getLogger(CommandSubmission.class);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final CommandClaims claims;
  private final CommandRepository commands;
  private final Clusters clusters;
  private final JobRequests requests;
  private final InstanceNames names;
  private final CommandTraces traces;

  @Inject
  public CommandSubmission(
      CommandClaims claims,
      CommandRepository commands,
      Clusters clusters,
      JobRequests requests,
      InstanceNames names,
      CommandTraces traces) {
    this.claims = claims;
    this.commands = commands;
    this.clusters = clusters;
    this.requests = requests;
    this.names = names;
    this.traces = traces;
  }

  /** Sees to it that a command is submitted soon, if it is not and may be. */
  public void trigger(UUID id) {
    Optional<Long> backend = claims.route(id);
    if (backend.isEmpty()) {
      return;
    }
    clusters
        .of(backend.get())
        .ifPresentOrElse(
            cluster -> cluster.submit(id, () -> submit(id, cluster)),
            () -> claims.await(id, "The cluster is not spoken to at present"));
  }

  private void submit(UUID id, Cluster cluster) {
    try {
      Optional<Claim> claim = claims.claim(id);
      if (claim.isEmpty()) {
        return;
      }
      traces.submission(claim.get().command(), () -> submit(claim.get(), cluster));
      next(claim.get().server().id).ifPresent(this::trigger);
    } catch (RuntimeException databaseAway) {
      // What is claimed stays so until its lease ends, and is looked up then.
      LOG.warnf("command=%s waits: %s", id, databaseAway.getMessage());
    }
  }

  private Optional<UUID> next(long server) {
    return QuarkusTransaction.requiringNew().call(() -> commands.firstUnsubmitted(server));
  }

  private void submit(Claim claim, Cluster cluster) {
    try {
      OptionalLong job = job(claim, cluster);
      if (job.isPresent()) {
        claims.submitted(claim, job.getAsLong());
        LOG.infof(
            "command=%s verb=%s server=%d job=%d request=%s",
            claim.id(),
            claim.command().verb.wireName(),
            claim.server().id,
            job.getAsLong(),
            claim.command().requestId);
      } else {
        claims.nothingToDo(claim);
      }
    } catch (GanetiException.Unavailable away) {
      claims.postpone(
          claim, away.getMessage(), claim.mayBeSubmitted() || away.mayHaveBeenApplied());
    } catch (GanetiException.Refused refused) {
      LOG.errorf("backend=%d refuses us: %s", cluster.backendId(), refused.getMessage());
      claims.postpone(claim, refused.getMessage(), claim.mayBeSubmitted());
    } catch (GanetiException.OtherCluster other) {
      claims.postpone(claim, other.getMessage(), claim.mayBeSubmitted());
    } catch (GanetiException.Unexpected strange) {
      claims.postpone(claim, strange.getMessage(), true);
    } catch (GanetiException.NotFound strange) {
      // Ganeti takes a change to an instance that is not there, and its job fails: this is not it.
      claims.postpone(claim, strange.getMessage(), claim.mayBeSubmitted());
    } catch (GanetiException.Rejected rejected) {
      claims.impossible(claim, rejected.getMessage());
    } catch (ImpossibleCommandException impossible) {
      claims.impossible(claim, impossible.getMessage());
    } catch (LateException late) {
      LOG.warnf("command=%s was held for too long and is left to whoever is next", claim.id());
    } catch (RuntimeException unforeseen) {
      LOG.warnf(unforeseen, "command=%s can't be submitted", claim.id());
      claims.postpone(claim, String.valueOf(unforeseen.getMessage()), true);
    }
  }

  private OptionalLong job(Claim claim, Cluster cluster) {
    if (claim.mayBeSubmitted()) {
      OptionalLong found = cluster.call(client -> lookUp(claim, client));
      if (found.isPresent()) {
        return found;
      }
    }
    return cluster.call(
        client ->
            requests.submit(
                claim,
                client,
                () -> {
                  if (Instant.now().isAfter(claim.until())) {
                    throw new LateException();
                  }
                }));
  }

  /** Of several jobs the one that did, or will do, what was asked. */
  private OptionalLong lookUp(Claim claim, org.synnefo.cyclades.ganeti.client.GanetiClient client) {
    if (claim.command().verb == CommandVerb.REINSTALL) {
      return lookUpReinstallation(claim, client.jobs());
    }
    return client.jobsWithReason(claim.reason()).stream()
        .min(Comparator.comparing((JobInfo job) -> isFailure(job.status())))
        .map(job -> OptionalLong.of(job.id().value()))
        .orElse(OptionalLong.empty());
  }

  /**
   * Ganeti keeps no reason of a reinstallation: it is the youngest of the instance that no command
   * has, by a clock that may be a little behind ours.
   */
  private OptionalLong lookUpReinstallation(Claim claim, List<JobSummary> jobs) {
    String instance = names.of(claim.server().id);
    Instant earliest = claim.command().created.minus(CLOCK_SKEW);
    List<Long> candidates =
        jobs.stream()
            .filter(job -> job.opcodes().contains("OP_INSTANCE_REINSTALL"))
            .filter(job -> job.instances().contains(instance))
            .filter(job -> job.received().filter(time -> time.isAfter(earliest)).isPresent())
            .map(job -> job.id().value())
            .toList();
    if (candidates.isEmpty()) {
      return OptionalLong.empty();
    }
    Set<Long> taken =
        QuarkusTransaction.requiringNew()
            .call(() -> commands.jobsOfCommands(claim.command().backendId, candidates));
    return candidates.stream().filter(job -> !taken.contains(job)).mapToLong(Long::longValue).max();
  }

  private static boolean isFailure(JobStatus status) {
    return status == JobStatus.ERROR || status == JobStatus.CANCELED;
  }

  /** The claim is about to end: somebody else may submit at any moment. */
  private static final class LateException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
