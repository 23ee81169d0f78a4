package org.synnefo.cyclades.ganeti.simulator.console;

/** A viewer violated the protocol. */
final class RfbException extends Exception {

  private static final long serialVersionUID = 1L;

  RfbException(String message) {
    super(message);
  }
}
