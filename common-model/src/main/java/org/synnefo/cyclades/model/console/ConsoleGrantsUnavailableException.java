package org.synnefo.cyclades.model.console;

/** The database did not answer: whether a grant was used up is unknown. */
public final class ConsoleGrantsUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConsoleGrantsUnavailableException(Throwable cause) {
    super("The database of the console grants does not answer", cause);
  }
}
