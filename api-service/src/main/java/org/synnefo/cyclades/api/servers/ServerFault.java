package org.synnefo.cyclades.api.servers;

/**
 * Why the last thing that was asked of a server was not done. It goes when something else is.
 *
 * @param code of the fault, as of an answer
 * @param created when it failed
 * @param message what the backend said
 */
public record ServerFault(int code, String created, String message) {

  private static final int COMPUTE_FAULT = 500;

  static ServerFault of(String message, String created) {
    return new ServerFault(COMPUTE_FAULT, created, message);
  }
}
