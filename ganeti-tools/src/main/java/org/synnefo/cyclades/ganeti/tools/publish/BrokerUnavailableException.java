package org.synnefo.cyclades.ganeti.tools.publish;

/** The broker can't be reached, or does not accept messages. This may be temporary. */
public final class BrokerUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  public BrokerUnavailableException(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** Uses the first message in the chain of causes. */
  static BrokerUnavailableException because(Throwable cause) {
    Throwable told = cause;
    while (told.getMessage() == null && told.getCause() != null) {
      told = told.getCause();
    }
    String reason = told.getMessage() == null ? told.getClass().getSimpleName() : told.getMessage();
    return new BrokerUnavailableException(reason, cause);
  }
}
