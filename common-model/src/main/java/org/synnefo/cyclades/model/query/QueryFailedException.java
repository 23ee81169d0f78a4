package org.synnefo.cyclades.model.query;

import java.sql.SQLException;

/** A read failed; see the cause. */
public final class QueryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  QueryFailedException(SQLException cause) {
    super("Query failed", cause);
  }
}
