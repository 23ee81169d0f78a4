package org.synnefo.cyclades.model.idempotency;

import java.sql.SQLException;

/** The database could not read or store an idempotency key; see the cause. */
public final class IdempotencyKeyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IdempotencyKeyException(SQLException cause) {
    super("Can't read or store an idempotency key", cause);
  }
}
