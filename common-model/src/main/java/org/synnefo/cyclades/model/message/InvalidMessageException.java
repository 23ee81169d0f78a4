package org.synnefo.cyclades.model.message;

/** A message that can never be processed. The exception message names the invalid field. */
public final class InvalidMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  public InvalidMessageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
