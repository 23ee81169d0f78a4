package org.synnefo.cyclades.ganeti.client;

/** How an instance is rebooted. */
public enum RebootType {
  /** The hypervisor resets the machine. */
  SOFT,
  /** The machine is stopped and started again. */
  HARD
}
