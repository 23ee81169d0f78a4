package org.synnefo.cyclades.admin;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.synnefo.cyclades.embedded.EmbeddedDatabase;

/** What is in the database. */
record Rows(EmbeddedDatabase database) {

  void update(String statement) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.executeUpdate();
    }
  }

  /** The first column of the first row; null if there is none. */
  String query(String statement) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement prepared = connection.prepareStatement(statement);
        ResultSet row = prepared.executeQuery()) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
