package org.synnefo.cyclades.admin.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.synnefo.cyclades.model.query.Queries;

/**
 * A message or command that was given up.
 *
 * @param headers of the message, as JSON
 * @param replayed when it was, the last time; null: never
 */
record DeadLetter(
    long id,
    String queue,
    String exchange,
    String routingKey,
    byte[] body,
    String headers,
    String reason,
    int attempts,
    Instant first,
    Instant last,
    Instant replayed) {

  static DeadLetter of(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getLong("id"),
        row.getString("queue"),
        row.getString("exchange"),
        row.getString("routing_key"),
        row.getBytes("body"),
        row.getString("headers"),
        row.getString("reason"),
        row.getInt("attempts"),
        Queries.time(row, "first_time"),
        Queries.time(row, "last_time"),
        Queries.time(row, "replayed_at"));
  }

  Map<String, Object> headerValues() {
    try {
      return new ObjectMapper().readValue(headers, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The headers of a dead letter are not a JSON object", e);
    }
  }

  /** Without the secrets that a command may have. */
  @Override
  public String toString() {
    return "DeadLetter[%d]".formatted(id);
  }
}
