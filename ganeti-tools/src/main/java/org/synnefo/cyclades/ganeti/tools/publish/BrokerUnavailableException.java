package org.synnefo.cyclades.ganeti.tools.publish;

/** The broker can't be reached, or does not take what it is sent. It may later. */
public final class BrokerUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  public BrokerUnavailableException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** With the first text that the causes have to say. */
  static BrokerUnavailableException because(Throwable cause) {
    Throwable told = cause;
    while (told.getMessage() == null && told.getCause() != null) {
      told = told.getCause();
    }
    String reason = told.getMessage() == null ? told.getClass().getSimpleName() : told.getMessage();
    return new BrokerUnavailableException(reason, cause);
  }
}
