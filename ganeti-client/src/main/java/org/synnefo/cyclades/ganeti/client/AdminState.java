package org.synnefo.cyclades.ganeti.client;

/** The wanted state of an instance, as set by the administrator or the last job. */
public enum AdminState {
  UP,
  DOWN,
  OFFLINE
}
