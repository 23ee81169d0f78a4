package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Injects faults into jobs. */
public interface JobFaults {

  /**
   * Called with the lock held, before the operation does anything.
   *
   * @throws OperationFailure if the operation is to fail
   * @throws InterruptedException if the simulator stops while the operation hangs
   */
  void beforeOperation(ObjectNode input) throws OperationFailure, InterruptedException;
}
