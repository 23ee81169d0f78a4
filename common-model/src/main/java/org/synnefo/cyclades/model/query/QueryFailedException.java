package org.synnefo.cyclades.model.query;

import java.sql.SQLException;

/** The database did not answer a read; the cause tells why. */
public final class QueryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  QueryFailedException(SQLException cause) {
    super("A read failed", cause);
  }
}
