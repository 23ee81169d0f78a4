package org.synnefo.cyclades.dispatcher.messaging;

/** A message names something that is not there, but may be committed at any moment. */
public final class NotYetException extends Exception {

  private static final long serialVersionUID = 1L;

  public NotYetException(String reason) {
    super(reason);
  }
}
