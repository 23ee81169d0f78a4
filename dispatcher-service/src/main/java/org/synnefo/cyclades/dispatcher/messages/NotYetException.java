package org.synnefo.cyclades.dispatcher.messages;

/**
 * A message can't be handled at the moment, and may be in a while; if it still can't then, it is
 * given up.
 */
public final class NotYetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotYetException(String message) {
    super(message, null, false, false);
  }
}
