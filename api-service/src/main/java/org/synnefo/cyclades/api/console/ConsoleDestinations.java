package org.synnefo.cyclades.api.console;

import java.util.Optional;

/** Finds the VNC servers of instances. */
public interface ConsoleDestinations {

  /**
   * @param host the node
   * @param port on that node
   */
  record Destination(String host, int port) {}

  /**
   * Finds the VNC server of a server.
   *
   * @return empty if the instance does not exist or has no VNC server
   * @throws BackendUnavailableException if the backend can't be asked
   */
  Optional<Destination> find(long server, long backend);

  /** The backend did not answer, or answered with an error. */
  final class BackendUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackendUnavailableException(String message) {
      super(message);
    }

    BackendUnavailableException(String message, Throwable cause) {
      super(message + ": " + cause.getMessage(), cause);
    }
  }
}
