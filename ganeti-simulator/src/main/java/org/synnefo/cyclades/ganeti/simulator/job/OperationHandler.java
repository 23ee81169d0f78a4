package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Implements an opcode. */
public interface OperationHandler {

  /** The name of the lock it needs, which is an instance's; empty if none. */
  Optional<String> lock(ObjectNode input);

  /** Resolves names before any lock is acquired. */
  default void expandNames(OperationRun run) throws OperationFailure {}

  /**
   * Executes the operation with its lock held.
   *
   * @return the operation's result
   * @throws InterruptedException if the simulator stops; the job is left as it is
   */
  JsonNode execute(OperationRun run) throws OperationFailure, InterruptedException;
}
