package org.synnefo.cyclades.dispatcher.jobs;

import java.time.Instant;
import java.util.UUID;
import org.synnefo.cyclades.dispatcher.operations.JobOwnership;
import org.synnefo.cyclades.ganeti.client.JobInfo;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandVerb;

/** A command's job, as it is asked about. */
record FollowedJob(
    UUID command, CommandVerb verb, long server, long backend, long job, Instant asked) {

  static FollowedJob of(Command command) {
    return new FollowedJob(
        command.id,
        command.verb,
        command.serverId,
        command.backendId,
        command.jobId,
        command.created);
  }

  String reason() {
    return JobOwnership.reason(command);
  }

  /**
   * Whether a job of that number is the command's.
   *
   * @param instance name of the server's instance
   */
  boolean is(JobInfo found, String instance) {
    return JobOwnership.isOf(found, reason(), verb, instance, asked);
  }
}
