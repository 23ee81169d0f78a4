package org.synnefo.cyclades.dispatcher.messaging;

import java.sql.SQLException;
import java.util.Set;

/** Tells failures that pass by themselves from those that don't. */
final class Failures {

  /**
   * Classes of SQL states: connection, transaction rollback, resources, operator intervention,
   * system.
   */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");

  private static final Set<String> PASSING_STATES = Set.of("55P03", "25P03", "25P02");

  private Failures() {}

  /** Whether the database was away, busy, or chose our transaction to end a deadlock. */
  static boolean isPassing(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException database) {
        String state = database.getSQLState();
        return state == null
            || PASSING_STATES.contains(state)
            || state.length() >= 2 && PASSING_CLASSES.contains(state.substring(0, 2));
      }
      if (cause instanceof jakarta.transaction.RollbackException && cause.getCause() == null) {
        return true;
      }
    }
    return false;
  }

  /** What a person should read of it. */
  static String describe(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
