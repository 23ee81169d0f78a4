package org.synnefo.cyclades.model.idempotency;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Stores idempotency keys. All methods except {@link #find} and {@link #deleteExpired} run in the
 * caller's transaction, which also does the work that the key protects. So a second request with
 * the same key waits until the first one has finished.
 */
public final class IdempotencyKeyStore {

  /** The encryption purpose of stored responses. */
  public static final String ANSWER_PURPOSE = "idempotency_keys.answer";

  private final DataSource database;

  public IdempotencyKeyStore(DataSource database) {
    this.database = database;
  }

  /**
   * The response to an earlier request.
   *
   * @param fingerprint of the request
   * @param answer the encrypted response; null if it had no body
   */
  public record StoredResponse(String fingerprint, byte[] answer) {}

  /**
   * Claims a key that is new or has expired.
   *
   * @return empty if the key was claimed; otherwise the response that was stored for it
   */
  public Optional<StoredResponse> claim(
      long user, String key, String fingerprint, Duration lifetime) {
    String insert =
        "insert into idempotency_keys as k (user_id, request_key, fingerprint, created, expires_at)"
            + " values (?, ?, ?, now(), now() + ? * interval '1 second')"
            + " on conflict (user_id, request_key) do update set fingerprint = excluded.fingerprint,"
            + " answer = null, created = now(), expires_at = excluded.expires_at"
            + " where k.expires_at < now()";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setLong(1, user);
      statement.setString(2, key);
      statement.setString(3, fingerprint);
      statement.setLong(4, lifetime.toSeconds());
      return statement.executeUpdate() == 1 ? Optional.empty() : find(connection, user, key);
    } catch (SQLException e) {
      throw new IdempotencyKeyException(e);
    }
  }

  /** Returns the response stored for a key that has not expired; empty if there is none. */
  public Optional<StoredResponse> find(long user, String key) {
    try (Connection connection = database.getConnection()) {
      return find(connection, user, key);
    } catch (SQLException e) {
      throw new IdempotencyKeyException(e);
    }
  }

  /** Stores the response of the request that claimed the key. */
  public void storeResponse(long user, String key, byte[] answer) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "update idempotency_keys set answer = ? where user_id = ? and request_key = ?")) {
      statement.setBytes(1, answer);
      statement.setLong(2, user);
      statement.setString(3, key);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IdempotencyKeyException(e);
    }
  }

  /** Deletes the keys that have expired. */
  public void deleteExpired() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("delete from idempotency_keys where expires_at < now()")) {
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IdempotencyKeyException(e);
    }
  }

  private static Optional<StoredResponse> find(Connection connection, long user, String key)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select fingerprint, answer from idempotency_keys"
                + " where user_id = ? and request_key = ? and expires_at >= now()")) {
      statement.setLong(1, user);
      statement.setString(2, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new StoredResponse(row.getString(1), row.getBytes(2)))
            : Optional.empty();
      }
    }
  }
}
