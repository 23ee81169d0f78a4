package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What an opcode does. */
public interface OperationHandler {

  /** The name of the lock that it needs, an instance's; none if it needs none. */
  Optional<String> lock(ObjectNode input);

  /** Finds out what is meant, before any lock is had. */
  default void expandNames(OperationRun run) throws OperationFailure {}

  /**
   * Does it, with its lock held.
   *
   * @return the operation's result
   * @throws InterruptedException if the simulator stops; the job is left as it is
   */
  JsonNode execute(OperationRun run) throws OperationFailure, InterruptedException;
}
