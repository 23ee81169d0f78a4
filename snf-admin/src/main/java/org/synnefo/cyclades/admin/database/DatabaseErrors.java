package org.synnefo.cyclades.admin.database;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.admin.output.TerminalText;
import org.synnefo.cyclades.admin.settings.Settings;

/**
 * What an operator is told of a failure of the database.
 *
 * @param address host and port
 * @param database its name
 * @param user who logs in
 */
public record DatabaseErrors(String address, String database, String user) {

  /** Serialization failure and deadlock: the transaction may succeed the next time. */
  private static final Set<String> TRANSIENT = Set.of("40001", "40P01");

  static boolean isTransient(SQLException failure) {
    return TRANSIENT.contains(failure.getSQLState());
  }

  /** The failure as one line, with what can be done about it. */
  public CommandFailedException failure(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return switch (state.length() == 5 ? state.substring(0, 2) : "") {
      case "08" -> unreachable(failure);
      case "28" -> refused(failure);
      case "22" -> CommandFailedException.mistake("a value can't be stored: %s", words(failure));
      default -> CommandFailedException.failure("%s", other(state, failure));
    };
  }

  private CommandFailedException unreachable(SQLException failure) {
    if (cause(failure, UnknownHostException.class).isPresent()) {
      return CommandFailedException.failure(
          "the database's host in %s is unknown; correct %s", address, url());
    }
    if (cause(failure, SocketTimeoutException.class).isPresent() || isLoginTimeout(failure)) {
      return CommandFailedException.failure(
          "the database at %s does not answer; is that PostgreSQL, and do firewalls let it through?",
          address);
    }
    if (cause(failure, ConnectException.class).isPresent()
        || cause(failure, NoRouteToHostException.class).isPresent()) {
      return CommandFailedException.failure(
          "nothing accepts connections at %s; start PostgreSQL, or correct %s", address, url());
    }
    if (cause(failure, SSLException.class).isPresent()) {
      return CommandFailedException.failure(
          "TLS with the database at %s failed: %s", address, words(failure));
    }
    if ("08004".equals(failure.getSQLState())) {
      return CommandFailedException.failure(
          "the database at %s asks for a password; set %s",
          address, Settings.variable(Database.PASSWORD));
    }
    return CommandFailedException.failure(
        "the connection to the database at %s failed: %s", address, words(failure));
  }

  private CommandFailedException refused(SQLException failure) {
    return "28P01".equals(failure.getSQLState())
        ? CommandFailedException.failure(
            "the database at %s refuses the password of '%s'; correct %s",
            address, user, Settings.variable(Database.PASSWORD))
        : CommandFailedException.failure(
            "the database at %s refuses '%s': %s", address, user, words(failure));
  }

  private String other(String state, SQLException failure) {
    return switch (state) {
      case "3D000" ->
          "database '%s' does not exist at %s; create it, or correct %s"
              .formatted(database, address, url());
      case "42501" ->
          "'%s' may not do this in database '%s': %s; use its owner, or grant the right"
              .formatted(user, database, words(failure));
      case "25006" ->
          "database '%s' at %s is read-only; connect to the primary server"
              .formatted(database, address);
      case "55P03" ->
          "somebody else has locked what is to be changed; try again (%s)"
              .formatted(words(failure));
      case "57014" -> "the database took too long; try again (%s)".formatted(words(failure));
      case "53300" ->
          "the database at %s has no connection left: %s".formatted(address, words(failure));
      case "57P01", "57P02", "57P03" ->
          "the database at %s is starting or stopping; try again".formatted(address);
      case "40001", "40P01" ->
          "others change the same rows; try again (%s)".formatted(words(failure));
      default -> "the database at %s reports: %s".formatted(address, words(failure));
    };
  }

  private static boolean isLoginTimeout(SQLException failure) {
    return "Connection attempt timed out.".equals(failure.getMessage());
  }

  private static String url() {
    return Settings.variable("quarkus.datasource.jdbc.url");
  }

  private static <T> Optional<T> cause(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  /** The server's own message, without the severity and the position that the driver adds. */
  private static String words(SQLException failure) {
    return TerminalText.line(
        failure instanceof PSQLException server && server.getServerErrorMessage() != null
            ? server.getServerErrorMessage().getMessage()
            : failure.getMessage());
  }
}
