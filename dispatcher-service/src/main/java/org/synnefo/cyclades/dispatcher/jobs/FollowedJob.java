package org.synnefo.cyclades.dispatcher.jobs;

import java.util.UUID;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandVerb;

/** A command's job, as it is asked about. */
record FollowedJob(UUID command, CommandVerb verb, long server, long backend, long job) {

  static FollowedJob of(Command command) {
    return new FollowedJob(
        command.id, command.verb, command.serverId, command.backendId, command.jobId);
  }

  String reason() {
    return "cyclades:" + command;
  }
}
