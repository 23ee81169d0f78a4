package org.synnefo.cyclades.model.query;

import java.sql.SQLException;

/** A statement failed; the cause tells why. */
public final class QueryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  QueryFailedException(SQLException cause) {
    super("A statement failed", cause);
  }
}
