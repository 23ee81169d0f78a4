package org.synnefo.cyclades.api.console;

import java.util.Optional;

/** Knows where the VNC servers of instances are. */
public interface ConsoleDestinations {

  /**
   * @param host the node
   * @param port on it
   */
  record Destination(String host, int port) {}

  /**
   * The VNC server of a server.
   *
   * @return empty if the instance is not there, or has none
   * @throws BackendUnavailableException if the backend does not tell
   */
  Optional<Destination> find(long server, long backend);

  /** The backend does not answer, or not what it should. */
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
