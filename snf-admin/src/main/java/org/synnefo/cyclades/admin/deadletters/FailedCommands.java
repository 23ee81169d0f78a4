package org.synnefo.cyclades.admin.deadletters;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.query.Queries;
import org.synnefo.cyclades.model.query.Statements;

/** Asks again for a command that failed. The old one stays as it ended; this is a new one. */
final class FailedCommands {

  private static final String FAILED =
      "select id, verb, server_id from commands where id = ? and state = 'FAILED'";

  private static final String LOCK_SERVER =
      "select id, deleted, pending_action, backend_id from servers where id = ? for no key update";

  private static final String REPEAT =
      "insert into commands (id, verb, server_id, backend_id, request_id, arguments, state,"
          + " attempts, next_attempt_at, created) select ?, verb, server_id, ?, request_id,"
          + " arguments, 'PENDING', 0, ?, ? from commands where id = ?";

  private static final String WAIT =
      "update servers set pending_action = coalesce(?, pending_action), updated = ? where id = ?";

  private record Failed(UUID id, CommandVerb verb, long server) {}

  private record Server(long id, boolean deleted, String pendingAction, Long backend) {}

  /**
   * In the caller's transaction.
   *
   * @return whether there is such a command, and it failed
   * @throws CommandFailedException if it can't be asked for again
   */
  boolean repeat(Statements statements, UUID id, Instant now) {
    Optional<Failed> failed =
        statements.first(
            FAILED,
            row ->
                new Failed(
                    id, CommandVerb.valueOf(row.getString("verb")), row.getLong("server_id")),
            id);
    failed.ifPresent(command -> repeat(statements, command, now));
    return failed.isPresent();
  }

  private static void repeat(Statements statements, Failed failed, Instant now) {
    if (failed.verb() == CommandVerb.CREATE || failed.verb() == CommandVerb.REINSTALL) {
      throw CommandFailedException.mistake(
          "a failed %s can't be replayed, since its password was deleted; the owner of server %d"
              + " must ask again",
          failed.verb().wireName(), failed.server());
    }
    Server server =
        statements
            .first(
                LOCK_SERVER,
                row ->
                    new Server(
                        row.getLong("id"),
                        row.getBoolean("deleted"),
                        row.getString("pending_action"),
                        Queries.number(row, "backend_id")),
                failed.server())
            .orElseThrow();
    if (server.deleted()) {
      throw CommandFailedException.mistake("server %d is deleted", server.id());
    }
    if (server.pendingAction() != null) {
      throw CommandFailedException.mistake(
          "server %d is busy with %s", server.id(), server.pendingAction());
    }
    statements.update(REPEAT, UUID.randomUUID(), server.backend(), now, now, failed.id());
    statements.update(
        WAIT, failed.verb().pendingAction().map(Enum::name).orElse(null), now, server.id());
  }
}
