package org.synnefo.cyclades.vncproxy.connection;

import java.time.Duration;

/**
 * The actions that a connection requests. All are asynchronous: results are reported as inputs of
 * the connection.
 */
public interface ConnectionActions {

  void sendToViewer(byte[] bytes);

  void sendToServer(byte[] bytes);

  /** Starts TLS; reported by {@link ConsoleConnection#viewerEncrypted}, or as a lost viewer. */
  void encryptViewer();

  /** Starts TLS; reported by {@link ConsoleConnection#serverEncrypted}, or as a lost server. */
  void encryptServer();

  /**
   * Finds and uses the grant; reported by {@link ConsoleConnection#admitted} or {@code refused}.
   */
  void authenticate(byte[] challenge, byte[] response);

  /**
   * Connects to the destination of the grant; reported by {@code serverConnected} or {@code
   * serverUnreachable}.
   */
  void connect();

  /** Stops or resumes reading from the viewer. */
  void readViewer(boolean wanted);

  /** Joins both sides: from now on they forward bytes to each other directly. */
  void join();

  /** Shuts down output to the viewer after everything that was sent. */
  void finishViewer();

  /** Shuts down output to the server after everything that was sent. */
  void finishServer();

  /** Calls {@code deadlinePassed} after this time; replaces any earlier deadline. */
  void deadline(Duration time);

  void noDeadline();

  /**
   * Closes both sides after everything that was sent, and releases all resources of the connection.
   * Called once.
   */
  void end(EndCause cause);
}
