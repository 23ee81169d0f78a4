package org.synnefo.cyclades.dispatcher.commands;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.JobInfo;

/**
 * Brings a command to its cluster, as one job and never two. Three steps, of which the outer ones
 * are transactions: it is claimed, submitted, and its job recorded. Whoever finds a claim that ran
 * out without a job looks through Ganeti's jobs for the command's before it submits anything.
 */
@ApplicationScoped
public class CommandProcessor {

  private static final Logger LOG = Logger.getLogger(CommandProcessor.class);

  private final CommandClaims claims;
  private final Clusters clusters;

  CommandProcessor(CommandClaims claims, Clusters clusters) {
    this.claims = claims;
    this.clusters = clusters;
  }

  /** Does what can be done for a command now; what can't is left for the sweeper. */
  public void process(UUID id) {
    Optional<Claim> claim;
    try {
      claim = claims.claim(id);
    } catch (IllegalArgumentException impossible) {
      claims.giveUp(id, impossible.getMessage());
      return;
    }
    claim.ifPresent(this::submit);
  }

  private void submit(Claim claim) {
    try {
      GanetiClient client = clusters.client(claim.backendId());
      Optional<JobId> job =
          claim.mayHaveBeenSubmitted() ? earlierJob(client, claim) : Optional.empty();
      if (job.isEmpty()) {
        job = claim.request().submit(client, claim.reason());
      }
      claims.submitted(claim.id(), job);
    } catch (GanetiException.Rejected | GanetiException.NotFound refused) {
      claims.giveUp(claim.id(), refused.getMessage());
    } catch (GanetiException.Unavailable away) {
      LOG.warnf("Command %s has to wait, its cluster is away: %s", claim.id(), away.getMessage());
      claims.tryLater(
          claim.id(), claim.mayHaveBeenSubmitted() || away.mayHaveBeenApplied(), away.getMessage());
    } catch (GanetiException other) {
      LOG.warnf("Command %s has to wait: %s", claim.id(), other.getMessage());
      claims.tryLater(claim.id(), true, other.getMessage());
    }
  }

  private static Optional<JobId> earlierJob(GanetiClient client, Claim claim) {
    return client.jobsWithReason(claim.reason()).stream().map(JobInfo::id).findFirst();
  }
}
