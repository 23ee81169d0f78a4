package org.synnefo.cyclades.admin.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import org.postgresql.Driver;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.admin.settings.Settings;
import org.synnefo.cyclades.model.query.QueryFailedException;
import org.synnefo.cyclades.model.query.Statements;

/**
 * The deployment's database, over one connection that is opened when it is first needed. Whatever
 * is waited for has a deadline; each failure is a {@link CommandFailedException}.
 */
public final class Database implements AutoCloseable {

  private static final String URL = "quarkus.datasource.jdbc.url";
  private static final String USER = "quarkus.datasource.username";
  static final String PASSWORD = "quarkus.datasource.password";

  private static final String CONNECT_SECONDS = "10";
  private static final String LOGIN_SECONDS = "20";
  private static final String TLS_MILLIS = "10000";
  private static final String SILENCE_SECONDS = "60";
  private static final String LIMITS =
      "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s";

  /** A change of the schema may rewrite a large table. */
  private static final String MIGRATION_SILENCE_SECONDS = "7200";

  private static final String MIGRATION_LIMITS = "-c statement_timeout=2h -c lock_timeout=60s";

  private static final int ATTEMPTS = 3;

  private final Settings settings;
  private final Consumer<String> warnings;
  private Connection connection;

  /**
   * @param warnings are told what is odd but does no harm
   */
  public Database(Settings settings, Consumer<String> warnings) {
    this.settings = settings;
    this.warnings = warnings;
  }

  /**
   * Runs statements in a transaction on a current schema. After a deadlock they are run again.
   *
   * @param work must have no other effects
   */
  public <T> T transaction(Function<Statements, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (QueryFailedException e) {
        SQLException cause = (SQLException) e.getCause();
        if (attempt == ATTEMPTS || !DatabaseErrors.isTransient(cause)) {
          throw errors().failure(cause);
        }
      }
    }
  }

  private <T> T once(Function<Statements, T> work) {
    if (connection == null) {
      connection = connect(SILENCE_SECONDS, LIMITS);
      new SchemaCheck(new Statements(connection), warnings).run();
    }
    try {
      T result = work.apply(new Statements(connection));
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw errors().failure(e);
    } finally {
      rollBack();
    }
  }

  /** After a commit there is nothing to roll back; after a failure this must not hide it. */
  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException lost) {
      close();
    }
  }

  /** A connection of its own for a migration, whose statements may take long. */
  public Connection migrationConnection() {
    return connect(MIGRATION_SILENCE_SECONDS, MIGRATION_LIMITS);
  }

  private Connection connect(String silenceSeconds, String limits) {
    Properties properties = new Properties();
    settings.text(USER).ifPresent(user -> properties.put("user", user));
    settings.text(PASSWORD).ifPresent(password -> properties.put("password", password));
    properties.put("ApplicationName", "snf-admin");
    properties.put("connectTimeout", CONNECT_SECONDS);
    properties.put("loginTimeout", LOGIN_SECONDS);
    properties.put("sslResponseTimeout", TLS_MILLIS);
    properties.put("socketTimeout", silenceSeconds);
    properties.put("tcpKeepAlive", "true");
    properties.put("options", limits);
    try {
      Connection opened = new Driver().connect(url(), properties);
      opened.setAutoCommit(false);
      return opened;
    } catch (SQLException e) {
      throw errors().failure(e);
    }
  }

  private String url() {
    String url =
        settings
            .text(URL)
            .orElseThrow(
                () ->
                    CommandFailedException.mistake(
                        "no database is configured; set %s (jdbc:postgresql://HOST:5432/NAME), %s"
                            + " and %s",
                        Settings.variable(URL),
                        Settings.variable(USER),
                        Settings.variable(PASSWORD)));
    if (Driver.parseURL(url, null) == null) {
      throw CommandFailedException.mistake(
          "%s is not the URL of a PostgreSQL database; it must look like"
              + " jdbc:postgresql://HOST:5432/NAME",
          Settings.variable(URL));
    }
    return url;
  }

  /** Explains failures of this database. */
  public DatabaseErrors errors() {
    Properties parts = Driver.parseURL(url(), null);
    return new DatabaseErrors(
        parts.getProperty("PGHOST", "localhost") + ":" + parts.getProperty("PGPORT", "5432"),
        parts.getProperty("PGDBNAME", ""),
        Optional.ofNullable(parts.getProperty("user"))
            .or(() -> settings.text(USER))
            .orElse(System.getProperty("user.name")));
  }

  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException lost) {
      // It is gone anyway.
    }
    connection = null;
  }
}
