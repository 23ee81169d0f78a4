package org.synnefo.cyclades.model.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.model.query.Queries.Row;
import org.synnefo.cyclades.model.query.Queries.RowConsumer;

/**
 * Runs statements, reading and writing ones, over the connection of a caller who begins and ends
 * the transaction. A failure is a {@link QueryFailedException}.
 */
public final class Statements {

  private static final int FETCH_SIZE = 500;

  private final Connection connection;

  public Statements(Connection connection) {
    this.connection = connection;
  }

  /** Every row. */
  public <T> List<T> list(String sql, Row<T> row, Object... parameters) {
    List<T> rows = new ArrayList<>();
    each(sql, result -> rows.add(row.read(result)), parameters);
    return rows;
  }

  /** The first row; empty if there is none. */
  public <T> Optional<T> first(String sql, Row<T> row, Object... parameters) {
    return list(sql, row, parameters).stream().findFirst();
  }

  /** One row after the other; within a transaction not all of them are held at once. */
  public void each(String sql, RowConsumer consumer, Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        consumer.accept(result);
      }
    } catch (SQLException e) {
      throw new QueryFailedException(e);
    }
  }

  /**
   * Changes rows.
   *
   * @return how many
   */
  public int update(String sql, Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new QueryFailedException(e);
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setFetchSize(FETCH_SIZE);
    for (int index = 0; index < parameters.length; index++) {
      set(statement, index + 1, parameters[index]);
    }
    return statement;
  }

  static void set(PreparedStatement statement, int index, Object value) throws SQLException {
    if (value instanceof Instant time) {
      statement.setTimestamp(index, Timestamp.from(time));
    } else if (value instanceof Collection<?> ids) {
      statement.setArray(index, statement.getConnection().createArrayOf("bigint", ids.toArray()));
    } else if (value instanceof Enum<?> constant) {
      statement.setString(index, constant.name());
    } else {
      statement.setObject(index, value);
    }
  }
}
