package org.synnefo.cyclades.service;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Looks for the database, without the pool: that one would wait and complain. */
final class DatabaseProbe {

  private static final String SECONDS = "5";

  /** Needs no right to read the table. */
  private static final String HAS_SCHEMA = "SELECT to_regclass('console_grants') IS NOT NULL";

  private final String url;
  private final String user;
  private final String password;

  DatabaseProbe(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  DatabaseState look() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", SECONDS);
    properties.setProperty("loginTimeout", SECONDS);
    properties.setProperty("socketTimeout", SECONDS);
    try (Connection connection = DriverManager.getConnection(url, properties);
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(HAS_SCHEMA)) {
      answer.next();
      return answer.getBoolean(1) ? new DatabaseState.Usable() : new DatabaseState.WithoutSchema();
    } catch (SQLException e) {
      return state(e);
    }
  }

  private DatabaseState state(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    String database = "the database at " + url.replaceAll("\\?.*", "");
    return switch (state) {
      case "28000", "28P01" ->
          new DatabaseState.Refusing(
              "%s refuses the user %s or the password (quarkus.datasource.username, quarkus.datasource.password): %s"
                  .formatted(database, user, reason(failure)));
      case "3D000" ->
          new DatabaseState.Refusing(
              "%s does not exist on that server (quarkus.datasource.jdbc.url)".formatted(database));
      default ->
          new DatabaseState.Away("%s can't be used: %s".formatted(database, reason(failure)));
    };
  }

  private static String reason(SQLException failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
  }
}
