package org.synnefo.cyclades.model.server;

/** An action on a server that has not finished. */
public enum PendingAction {
  CREATE,
  START,
  STOP,
  REBOOT,
  REBUILD,
  RESIZE,
  DESTROY
}
