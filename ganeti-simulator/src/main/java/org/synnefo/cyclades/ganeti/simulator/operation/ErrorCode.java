package org.synnefo.cyclades.ganeti.simulator.operation;

/** Ganeti's error codes for unmet prerequisites. */
final class ErrorCode {

  static final String WRONG_INPUT = "wrong_input";
  static final String WRONG_STATE = "wrong_state";
  static final String UNKNOWN_ENTITY = "unknown_entity";
  static final String ALREADY_EXISTS = "already_exists";
  static final String NOT_UNIQUE = "resource_not_unique";
  static final String INSUFFICIENT_RESOURCES = "insufficient_resources";

  private ErrorCode() {}
}
