package org.synnefo.cyclades.dispatcher.commands;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.synnefo.cyclades.dispatcher.operations.JobOwnership;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.server.Server;

/**
 * A command that is ours to submit for a while.
 *
 * @param command as it was when it was claimed; detached
 * @param server as it was then; detached
 * @param attempt which attempt this is; a later claim has a higher one
 * @param mayBeSubmitted whether somebody may have submitted it before
 * @param until after this moment nothing may be submitted
 */
record Claim(Command command, Server server, int attempt, boolean mayBeSubmitted, Instant until) {

  UUID id() {
    return command.id;
  }

  /** What the job carries, so that it can be found again. */
  String reason() {
    return JobOwnership.reason(command.id);
  }

  Optional<String> argument(String name) {
    return Optional.ofNullable(command.arguments.get(name)).map(String::valueOf);
  }

  long number(String name) {
    return argument(name)
        .map(Long::valueOf)
        .orElseThrow(
            () -> new ImpossibleCommandException("argument '%s' is missing".formatted(name)));
  }
}
