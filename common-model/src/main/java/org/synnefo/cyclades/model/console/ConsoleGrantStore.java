package org.synnefo.cyclades.model.console;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.model.secret.RandomToken;

/**
 * Stores console grants. If several processes try to use the same grant, the database lets exactly
 * one of them succeed.
 *
 * <p>Every method may throw {@link ConsoleGrantsUnavailableException} when the database does not
 * answer.
 */
public class ConsoleGrantStore {

  /** VNC authentication uses only the first eight characters of a password (RFC 6143, 7.2.2). */
  private static final int PASSWORD_LENGTH = 8;

  private static final String PASSWORD_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final String PASSWORD_PURPOSE = "console_grants.password";

  /**
   * The advisory lock under which passwords are chosen, so that no two live grants share one. The
   * number is arbitrary.
   */
  private static final long PASSWORD_LOCK = 0x636f6e736f6c65L;

  private final DataSource database;
  private final DeploymentKey key;
  private final SecureRandom random = new SecureRandom();

  /**
   * Passwords of the grants that were live at the last read and have not been used here since. Each
   * is decrypted only once, and most viewers are matched without another read.
   */
  private volatile Map<UUID, String> passwords = new ConcurrentHashMap<>();

  private final CoalescingSupplier<Map<UUID, String>> livePasswords =
      new CoalescingSupplier<>(() -> statement(this::live));

  public ConsoleGrantStore(DataSource database, DeploymentKey key) {
    this.database = database;
    this.key = key;
  }

  /** Issues a grant that can be used once before it expires. */
  public IssuedConsoleGrant issue(
      long userId, long serverId, String destinationHost, int destinationPort, Duration lifetime) {
    return transaction(
        connection ->
            issue(connection, userId, serverId, destinationHost, destinationPort, lifetime));
  }

  /** Issues a grant in the transaction of the caller. */
  public IssuedConsoleGrant issueInTransaction(
      long userId, long serverId, String destinationHost, int destinationPort, Duration lifetime) {
    try (Connection connection = database.getConnection()) {
      return issue(connection, userId, serverId, destinationHost, destinationPort, lifetime);
    } catch (SQLException e) {
      throw new ConsoleGrantsUnavailableException(e);
    }
  }

  private IssuedConsoleGrant issue(
      Connection connection,
      long userId,
      long serverId,
      String destinationHost,
      int destinationPort,
      Duration lifetime)
      throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      lock.setLong(1, PASSWORD_LOCK);
      lock.execute();
    }
    Set<String> taken = new HashSet<>(live(connection).values());
    String password = randomPassword();
    while (!taken.add(password)) {
      password = randomPassword();
    }
    String token = RandomToken.generate();
    Instant now = Instant.now();
    Instant expiresAt = now.plus(lifetime);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into console_grants (id, user_id, server_id, destination_host, destination_port, password,"
                + " token_hash, created, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, UUID.randomUUID());
      insert.setLong(2, userId);
      insert.setLong(3, serverId);
      insert.setString(4, destinationHost);
      insert.setInt(5, destinationPort);
      insert.setBytes(6, key.encrypt(password, PASSWORD_PURPOSE));
      insert.setString(7, RandomToken.hash(token));
      insert.setTimestamp(8, Timestamp.from(now));
      insert.setTimestamp(9, Timestamp.from(expiresAt));
      insert.executeUpdate();
    }
    return new IssuedConsoleGrant(password, token, expiresAt);
  }

  /**
   * Uses the live grant whose password the viewer knows.
   *
   * @param matches whether the viewer's response matches a password
   * @param usedBy address of the viewer
   * @return the grant, or empty if no live grant has a matching password
   */
  public Optional<ConsoleGrant> consumeByPassword(Predicate<String> matches, String usedBy) {
    return matches(passwords, matches, usedBy)
        .or(() -> matches(livePasswords.get(), matches, usedBy));
  }

  private Optional<ConsoleGrant> matches(
      Map<UUID, String> candidates, Predicate<String> matches, String usedBy) {
    return candidates.entrySet().stream()
        .filter(grant -> matches.test(grant.getValue()))
        .findFirst()
        .map(Map.Entry::getKey)
        .flatMap(
            id -> {
              candidates.remove(id);
              return consumeWhere("id", id, usedBy);
            });
  }

  /**
   * Uses the grant of a token.
   *
   * @param usedBy address of the viewer
   * @return the grant, or empty if there is no such token, or its grant was used or has expired
   */
  public Optional<ConsoleGrant> consumeByToken(String token, String usedBy) {
    return consumeWhere("token_hash", RandomToken.hash(token), usedBy);
  }

  /** Deletes grants that expired more than a day ago. */
  public void deleteExpired() {
    statement(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from console_grants where expires_at < now() - interval '1 day'")) {
            return delete.executeUpdate();
          }
        });
  }

  private Optional<ConsoleGrant> consumeWhere(String column, Object value, String usedBy) {
    return statement(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update console_grants set used_at = now(), used_by = ? where "
                      + column
                      + " = ? and used_at is null and expires_at > now()"
                      + " returning id, user_id, server_id, destination_host, destination_port")) {
            update.setString(1, usedBy);
            update.setObject(2, value);
            try (ResultSet row = update.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new ConsoleGrant(
                          row.getObject(1, UUID.class),
                          row.getLong(2),
                          row.getLong(3),
                          row.getString(4),
                          row.getInt(5)))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * The passwords of the grants that can still be used. There are only a few, because grants expire
   * within seconds.
   */
  private Map<UUID, String> live(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select id, password from console_grants where used_at is null and expires_at > now()");
        ResultSet row = select.executeQuery()) {
      Map<UUID, String> known = passwords;
      Map<UUID, String> live = new ConcurrentHashMap<>();
      while (row.next()) {
        UUID id = row.getObject(1, UUID.class);
        String password = known.get(id);
        if (password == null) {
          password = key.decrypt(row.getBytes(2), PASSWORD_PURPOSE);
        }
        live.put(id, password);
      }
      passwords = live;
      return live;
    }
  }

  private String randomPassword() {
    StringBuilder password = new StringBuilder(PASSWORD_LENGTH);
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(PASSWORD_ALPHABET.charAt(random.nextInt(PASSWORD_ALPHABET.length())));
    }
    return password.toString();
  }

  private interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Runs a single statement with auto-commit, which saves a round trip for the commit. */
  private <T> T statement(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.in(connection);
    } catch (SQLException e) {
      throw new ConsoleGrantsUnavailableException(e);
    }
  }

  private <T> T transaction(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new ConsoleGrantsUnavailableException(e);
    }
  }
}
