package org.synnefo.cyclades.admin.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.synnefo.cyclades.admin.database.ChangeSets;
import org.synnefo.cyclades.admin.database.Database;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.admin.output.TerminalText;
import org.synnefo.cyclades.model.query.QueryFailedException;
import org.synnefo.cyclades.model.query.Statements;

/**
 * Brings the schema up to date. Of several migrations at a time one works and the others wait for
 * it.
 */
public final class Migration {

  private static final String CHANGE_LOG = "db/changelog/master.yaml";

  /** Any number that nothing else in the database locks. */
  private static final long LOCK = 0x5359_4e4e_4546_4fL;

  private final Database database;

  public Migration(Database database) {
    this.database = database;
  }

  /**
   * Makes the changes that the database lacks.
   *
   * @return how many there were
   */
  public int run() {
    try (Connection connection = database.migrationConnection()) {
      Statements statements = new Statements(connection);
      waitForOthers(statements);
      int missing = missing(statements);
      if (missing > 0) {
        update(connection);
      }
      connection.commit();
      return missing;
    } catch (QueryFailedException e) {
      throw database.errors().failure((SQLException) e.getCause());
    } catch (SQLException e) {
      throw database.errors().failure(e);
    }
  }

  /**
   * Takes a lock that ends with the connection. Liquibase's own lock is a row that outlives a
   * migration that was killed, and would keep the next one waiting.
   */
  private static void waitForOthers(Statements statements) {
    statements.update("set lock_timeout = '10min'");
    statements.list("select pg_advisory_lock(?)", row -> 0, LOCK);
    statements.update("reset lock_timeout");
  }

  private static int missing(Statements statements) {
    Set<String> missing = new LinkedHashSet<>(ChangeSets.known());
    missing.removeAll(ChangeSets.made(statements));
    return missing.size();
  }

  private void update(Connection connection) {
    Map<String, Object> quiet = new HashMap<>();
    quiet.put(Scope.Attr.ui.name(), new LoggerUIService());
    quiet.put("liquibase.analytics.enabled", false);
    try {
      Scope.child(
          quiet,
          () -> {
            // Not closed: the connection is the caller's.
            Liquibase liquibase =
                new Liquibase(
                    CHANGE_LOG, new ClassLoaderResourceAccessor(), new JdbcConnection(connection));
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            LockServiceFactory.getInstance()
                .getLockService(liquibase.getDatabase())
                .forceReleaseLock();
            liquibase.update(new Contexts(), new LabelExpression());
          });
    } catch (LiquibaseException e) {
      throw failure(e);
    } catch (Exception e) {
      throw CommandFailedException.failure("the migration failed: %s", e.getMessage());
    }
  }

  private CommandFailedException failure(LiquibaseException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof SQLException refused
        ? database.errors().failure(refused)
        : CommandFailedException.failure(
            "the migration failed: %s", TerminalText.line(String.valueOf(cause.getMessage())));
  }
}
