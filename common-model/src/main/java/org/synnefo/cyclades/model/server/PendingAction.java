package org.synnefo.cyclades.model.server;

/** What was asked of a server and has not ended. */
public enum PendingAction {
  CREATE,
  START,
  STOP,
  REBOOT,
  REBUILD,
  RESIZE,
  DESTROY
}
