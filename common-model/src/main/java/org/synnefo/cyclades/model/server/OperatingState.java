package org.synnefo.cyclades.model.server;

/** What a server is doing, as Ganeti's jobs tell. {@link ServerLifecycle} has the transitions. */
public enum OperatingState {
  BUILD,
  ERROR,
  STOPPED,
  STARTED,
  DESTROYED
}
