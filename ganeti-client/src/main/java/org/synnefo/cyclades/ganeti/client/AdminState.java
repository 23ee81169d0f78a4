package org.synnefo.cyclades.ganeti.client;

/** What an instance should do, as the administrator or the last job left it. */
public enum AdminState {
  UP,
  DOWN,
  OFFLINE
}
