package org.synnefo.cyclades.model.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.synnefo.cyclades.model.query.Queries;

/** Reads the commands that have not been published to the broker. */
public final class UnpublishedCommands {

  private static final String LOCK =
      "select id, verb, server_id, backend_id, request_id, arguments, trace_parent from commands"
          + " where published_at is null and state = 'PENDING'"
          + " order by created limit ? for update skip locked";

  private static final String MARK = "update commands set published_at = now() where id = any(?)";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The content of a command's message.
   *
   * @param traceParent a message header; null if the request is not traced
   */
  public record Unpublished(
      UUID id,
      CommandVerb verb,
      long server,
      Long backend,
      String requestId,
      JsonNode arguments,
      String traceParent) {}

  /**
   * Locks the oldest unpublished commands until the end of the connection's transaction, and skips
   * those that another process is publishing.
   */
  public List<Unpublished> lock(Connection connection, int limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setInt(1, limit);
      List<Unpublished> commands = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          commands.add(
              new Unpublished(
                  row.getObject("id", UUID.class),
                  CommandVerb.valueOf(row.getString("verb")),
                  row.getLong("server_id"),
                  Queries.number(row, "backend_id"),
                  row.getString("request_id"),
                  JSON.readTree(row.getString("arguments")),
                  row.getString("trace_parent")));
        }
      } catch (JsonProcessingException e) {
        throw new SQLException("The arguments of a command are not JSON", e);
      }
      return commands;
    }
  }

  /** Marks commands as published. */
  public void markPublished(Connection connection, List<Unpublished> commands) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MARK)) {
      statement.setArray(
          1, connection.createArrayOf("uuid", commands.stream().map(Unpublished::id).toArray()));
      statement.executeUpdate();
    }
  }
}
