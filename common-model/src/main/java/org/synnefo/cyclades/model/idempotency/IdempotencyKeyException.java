package org.synnefo.cyclades.model.idempotency;

import java.sql.SQLException;

/** The database did not take or tell a key; the cause tells why. */
public final class IdempotencyKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IdempotencyKeyException(SQLException cause) {
    super("An idempotency key can't be handled", cause);
  }
}
