package org.synnefo.cyclades.ganeti.simulator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An operation while it is being worked on: what it was asked, and what it may tell meanwhile. */
public interface OperationRun {

  long job();

  /** The parameters; changes are seen in the job's file from the next line or state on. */
  ObjectNode input();

  /** Adds a line to the job's log. */
  void log(String line);

  /** Adds a line of information, marked as Ganeti marks it. */
  default void info(String line) {
    log(" - INFO: " + line);
  }

  /** Adds a warning, marked as Ganeti marks it. */
  default void warn(String line) {
    log(" - WARNING: " + line);
  }

  /** Takes as long as an operation takes. */
  void work() throws InterruptedException;
}
