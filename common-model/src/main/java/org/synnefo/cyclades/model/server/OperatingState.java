package org.synnefo.cyclades.model.server;

/**
 * The operating state of a server, derived from Ganeti's jobs. {@link ServerLifecycle} defines the
 * transitions.
 */
public enum OperatingState {
  BUILD,
  ERROR,
  STOPPED,
  STARTED,
  DESTROYED
}
