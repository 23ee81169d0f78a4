package org.synnefo.cyclades.ganeti.simulator.cluster;

/** An address that can't be had: taken, outside its network, or none is left. */
public final class ReservationException extends Exception {

  private static final long serialVersionUID = 1L;

  public ReservationException(String message) {
    super(message);
  }
}
