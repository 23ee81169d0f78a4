package org.synnefo.cyclades.model.message;

/**
 * A message that will never be understood, however often it is read. The message says which field
 * is wrong.
 */
public final class InvalidMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  public InvalidMessageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
