package org.synnefo.cyclades.ganeti.simulator.cluster;

/** An address can't be reserved: it is in use or outside its network, or the network is full. */
public final class ReservationException extends Exception {

  private static final long serialVersionUID = 1L;

  public ReservationException(String message) {
    super(message);
  }
}
