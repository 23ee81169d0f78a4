package org.synnefo.cyclades.ganeti.simulator.rapi;

/** What a user must be allowed for a request. */
enum Access {
  /** Nothing but to be known. */
  ANY,
  READ,
  WRITE
}
