package org.synnefo.cyclades.model.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Runs read-only statements. In a transaction they see its changes once those have been flushed.
 */
public final class Queries {

  private static final int FETCH_SIZE = 1000;

  /** Enum constants by name, computed once per type rather than once per row. */
  private static final ClassValue<Map<String, Enum<?>>> CONSTANTS =
      new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> type) {
          return Arrays.stream(type.getEnumConstants())
              .map(constant -> (Enum<?>) constant)
              .collect(Collectors.toUnmodifiableMap(Enum::name, constant -> constant));
        }
      };

  private final DataSource database;

  public Queries(DataSource database) {
    this.database = database;
  }

  /** Converts a row to an object. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Processes a row. */
  public interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  /** A statement, its parameters, and the consumer of its rows. */
  public record Read(String sql, RowConsumer consumer, Object... parameters) {}

  /** Several reads over the same connection. */
  public interface Reads<T> {
    T with(Reader reader);
  }

  public <T> List<T> list(String sql, Row<T> row, Object... parameters) {
    return read(reader -> reader.list(sql, row, parameters));
  }

  public <T> Optional<T> first(String sql, Row<T> row, Object... parameters) {
    return list(sql, row, parameters).stream().findFirst();
  }

  public <T> T read(Reads<T> reads) {
    try (Connection connection = database.getConnection()) {
      return reads.with(new Reader(connection));
    } catch (SQLException e) {
      throw new QueryFailedException(e);
    }
  }

  /** Runs reads over one connection. */
  public static final class Reader {

    private final Connection connection;

    private Reader(Connection connection) {
      this.connection = connection;
    }

    public <T> List<T> list(String sql, Row<T> row, Object... parameters) {
      List<T> rows = new ArrayList<>();
      each(sql, result -> rows.add(row.read(result)), parameters);
      return rows;
    }

    public void each(String sql, RowConsumer consumer, Object... parameters) {
      each(new Read(sql, consumer, parameters));
    }

    /** Sends all statements in one round trip. Rows arrive in the order of the statements. */
    public void each(Read... reads) {
      String sql = Arrays.stream(reads).map(Read::sql).collect(Collectors.joining("; "));
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setFetchSize(FETCH_SIZE);
        int index = 1;
        for (Read read : reads) {
          for (Object parameter : read.parameters()) {
            Statements.set(statement, index++, parameter);
          }
        }
        statement.execute();
        for (Read read : reads) {
          consume(statement.getResultSet(), read.consumer());
          statement.getMoreResults();
        }
      } catch (SQLException e) {
        throw new QueryFailedException(e);
      }
    }

    private static void consume(ResultSet result, RowConsumer consumer) throws SQLException {
      try (result) {
        while (result.next()) {
          consumer.accept(result);
        }
      }
    }
  }

  /** Reads a time; null if the column is null. */
  public static Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** Reads a number; null if the column is null. */
  public static Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }

  /** Reads an enum constant; null if the column is null. */
  public static <E extends Enum<E>> E constant(ResultSet row, String column, Class<E> type)
      throws SQLException {
    String name = row.getString(column);
    return name == null ? null : type.cast(CONSTANTS.get(type).get(name));
  }
}
