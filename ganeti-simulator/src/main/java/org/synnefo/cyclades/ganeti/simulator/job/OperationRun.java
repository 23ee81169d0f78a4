package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A running operation: its parameters, and its log. */
public interface OperationRun {

  long job();

  /** The parameters. Changes are written to the job's file with the next log line or status. */
  ObjectNode input();

  /** Adds a line to the job's log. */
  void log(String line);

  /** Adds an informational line, formatted like Ganeti's. */
  default void info(String line) {
    log(" - INFO: " + line);
  }

  /** Adds a warning, formatted like Ganeti's. */
  default void warn(String line) {
    log(" - WARNING: " + line);
  }

  /** Waits for the configured duration of an operation. */
  void work() throws InterruptedException;
}
