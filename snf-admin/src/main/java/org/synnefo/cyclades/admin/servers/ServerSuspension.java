package org.synnefo.cyclades.admin.servers;

import java.time.Instant;
import org.synnefo.cyclades.admin.database.Database;
import org.synnefo.cyclades.admin.output.CommandFailedException;

/** Whether the owner of a server may act on it. */
public final class ServerSuspension {

  private static final String SET =
      "update servers set suspended = ?, updated = ? where id = ? and not deleted";

  private static final String EXISTS = "select id from servers where id = ?";

  private final Database database;

  public ServerSuspension(Database database) {
    this.database = database;
  }

  /**
   * Sets it, whatever it was.
   *
   * @throws CommandFailedException if there is no such server, or it is deleted
   */
  void set(long id, boolean suspended, Instant now) {
    database.transaction(
        statements -> {
          if (statements.update(SET, suspended, now, id) > 0) {
            return id;
          }
          throw statements.first(EXISTS, row -> row.getLong("id"), id).isPresent()
              ? CommandFailedException.mistake("server %d is deleted", id)
              : CommandFailedException.mistake("server %d does not exist", id);
        });
  }
}
