package org.synnefo.cyclades.dispatcher.reconciliation;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Lets one replica at a time reconcile a cluster: an advisory lock of a database session, which
 * ends with the session.
 */
@ApplicationScoped
class ClusterLock {

  private static final String TRY = "select pg_try_advisory_lock(hashtext(?), ?)";
  private static final String WAIT =
      "select true from (select pg_advisory_lock(hashtext(?), ?)) as taken";
  private static final String UNLOCK = "select pg_advisory_unlock(hashtext(?), ?)";
  private static final String PURPOSE = "cyclades-reconciliation";

  private final AgroalDataSource database;

  @Inject
  ClusterLock(AgroalDataSource database) {
    this.database = database;
  }

  /**
   * @param patient whether to wait for another replica to finish; for as long as the database lets
   *     us wait for locks
   * @return whether the work was done; not where another replica does it
   */
  boolean whileHeld(long backend, boolean patient, Runnable work) {
    try (Connection connection = database.getConnection()) {
      if (!ask(connection, patient ? WAIT : TRY, backend)) {
        return false;
      }
      try {
        work.run();
        return true;
      } finally {
        ask(connection, UNLOCK, backend);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database is away: " + e.getMessage(), e);
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
