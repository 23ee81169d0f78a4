package org.synnefo.cyclades.dispatcher.reconciliation;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets one replica at a time reconcile a cluster: an advisory lock of a transaction, which ends
 * with the replica's connection, or when a replica that was stopped in the middle has been idle in
 * it for too long.
 */
@ApplicationScoped
class ClusterLock {

  private static final String TRY = "select pg_try_advisory_xact_lock(hashtext(?), ?)";
  private static final String WAIT =
      "select true from (select pg_advisory_xact_lock(hashtext(?), ?)) as taken";
  private static final String LIMIT = "set local idle_in_transaction_session_timeout = ";
  private static final String PURPOSE = "cyclades-reconciliation";

  private final AgroalDataSource database;
  private final ReconciliationConfiguration configuration;

  @Inject
  ClusterLock(AgroalDataSource database, ReconciliationConfiguration configuration) {
    this.database = database;
    this.configuration = configuration;
  }

  /**
   * @param patient whether to wait for another replica to finish; for as long as the database lets
   *     us wait for locks
   * @return whether the work was done; not where another replica does it
   */
  boolean whileHeld(long backend, boolean patient, Runnable work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        limit(connection);
        if (!ask(connection, patient ? WAIT : TRY, backend)) {
          return false;
        }
        work.run();
        return true;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database is away: " + e.getMessage(), e);
    }
  }

  private void limit(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LIMIT + configuration.longest().toMillis());
    }
  }

  private static boolean ask(Connection connection, String question, long backend)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, PURPOSE);
      statement.setInt(2, Math.toIntExact(backend));
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }
}
