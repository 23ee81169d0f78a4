package org.synnefo.cyclades.api.servers;

/**
 * Why the last action on a server failed. The next action clears it.
 *
 * @param code like the status of a fault
 * @param created when it failed
 * @param message from the backend
 */
public record ServerFault(int code, String created, String message) {

  private static final int COMPUTE_FAULT = 500;

  static ServerFault of(String message, String created) {
    return new ServerFault(COMPUTE_FAULT, created, message);
  }
}
