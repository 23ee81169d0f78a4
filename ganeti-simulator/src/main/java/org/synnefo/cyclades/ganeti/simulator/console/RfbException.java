package org.synnefo.cyclades.ganeti.simulator.console;

/** A viewer that does not speak as it should. */
final class RfbException extends Exception {

  private static final long serialVersionUID = 1L;

  RfbException(String message) {
    super(message);
  }
}
