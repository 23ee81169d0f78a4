package org.synnefo.cyclades.ganeti.simulator.rapi;

/** The permission that a request requires. */
enum Access {
  /** None, but the user must be authenticated. */
  ANY,
  READ,
  WRITE
}
