package org.synnefo.cyclades.model.console;

/** The database did not answer, so it is unknown whether a grant was used. */
public final class ConsoleGrantsUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConsoleGrantsUnavailableException(Throwable cause) {
    super("The console grant database does not answer", cause);
  }
}
