package org.synnefo.cyclades.admin.deadletters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.admin.broker.Broker;
import org.synnefo.cyclades.admin.database.Database;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.model.message.CommandMessage;
import org.synnefo.cyclades.model.message.InvalidMessageException;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.query.Queries;
import org.synnefo.cyclades.model.query.Statements;

/** Dead letters: lists them, replays them, drops them. */
public final class DeadLetters {

  private static final String LIST =
      "select id, queue, attempts, last_time, replayed_at, reason from dead_letters"
          + " where (replayed_at is null or ?) and queue = coalesce(?, queue) order by id limit ?";

  private static final String FIND = "select * from dead_letters where id = ?";
  private static final String REPLAYED = "update dead_letters set replayed_at = ? where id = ?";
  private static final String DROP = "delete from dead_letters where id = ?";

  private final Database database;
  private final FailedCommands failedCommands;
  private final Broker broker;

  public DeadLetters(Database database, Broker broker) {
    this.database = database;
    this.failedCommands = new FailedCommands();
    this.broker = broker;
  }

  /**
   * A dead letter, as far as a list tells of it.
   *
   * @param replayed when it was, the last time; null: never
   */
  record Summary(
      long id, String queue, int attempts, Instant last, Instant replayed, String reason) {}

  /**
   * The oldest ones.
   *
   * @param queue of these; empty: of all
   * @param replayed whether those are among them that were replayed
   */
  List<Summary> list(Optional<String> queue, boolean replayed, int limit) {
    return database.transaction(
        statements ->
            statements.list(
                LIST,
                row ->
                    new Summary(
                        row.getLong("id"),
                        row.getString("queue"),
                        row.getInt("attempts"),
                        Queries.time(row, "last_time"),
                        Queries.time(row, "replayed_at"),
                        row.getString("reason")),
                replayed,
                queue.orElse(null),
                limit));
  }

  /**
   * @throws CommandFailedException if there is none of that number
   */
  DeadLetter find(long id) {
    return database.transaction(statements -> find(statements, FIND, id));
  }

  /**
   * Puts a message back into the queue where it was given up; asks again for a command that failed.
   * The letter stays, marked as replayed.
   *
   * @param again whether it may have been replayed before
   * @throws CommandFailedException if there is none of that number, or it can't be replayed
   */
  void replay(long id, boolean again) {
    database.transaction(
        statements -> {
          DeadLetter letter = find(statements, FIND + " for no key update", id);
          if (letter.replayed() != null && !again) {
            throw CommandFailedException.mistake(
                "dead letter %d was replayed at %s; --again replays it once more",
                id, letter.replayed());
          }
          Instant now = Instant.now();
          if (!repeatCommand(statements, letter, now)) {
            broker.publish(
                new Broker.Outgoing(
                    "", letter.queue(), null, letter.headerValues(), letter.body()));
          }
          return statements.update(REPLAYED, now, id);
        });
  }

  /**
   * Deletes it.
   *
   * @throws CommandFailedException if there is none of that number
   */
  void drop(long id) {
    if (database.transaction(statements -> statements.update(DROP, id)) == 0) {
      throw unknown(id);
    }
  }

  /** Whether the letter is about a command that failed. */
  private boolean repeatCommand(Statements statements, DeadLetter letter, Instant now) {
    try {
      return MessageJson.read(letter.body()) instanceof CommandMessage message
          && failedCommands.repeat(statements, message.id(), now);
    } catch (InvalidMessageException poison) {
      return false;
    }
  }

  private static DeadLetter find(Statements statements, String sql, long id) {
    return statements.first(sql, DeadLetter::of, id).orElseThrow(() -> unknown(id));
  }

  private static CommandFailedException unknown(long id) {
    return CommandFailedException.mistake("dead letter %d does not exist", id);
  }
}
