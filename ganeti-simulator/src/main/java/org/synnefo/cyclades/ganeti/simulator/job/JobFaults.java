package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Failures that the queue is asked for. */
public interface JobFaults {

  /**
   * Called with the lock held, before the operation does anything.
   *
   * @throws OperationFailure if it is to fail
   * @throws InterruptedException if the simulator stops while the operation hangs
   */
  void beforeOperation(ObjectNode input) throws OperationFailure, InterruptedException;
}
