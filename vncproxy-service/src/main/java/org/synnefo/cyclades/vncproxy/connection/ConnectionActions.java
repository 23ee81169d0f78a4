package org.synnefo.cyclades.vncproxy.connection;

import java.time.Duration;

/**
 * What a connection wants done. Nothing here answers at once: answers come back as the connection's
 * inputs.
 */
public interface ConnectionActions {

  void sendToViewer(byte[] bytes);

  void sendToServer(byte[] bytes);

  /** Start TLS; answered by {@link ConsoleConnection#viewerEncrypted} or a lost viewer. */
  void encryptViewer();

  /** Start TLS; answered by {@link ConsoleConnection#serverEncrypted} or a lost server. */
  void encryptServer();

  /**
   * Find and use up the grant; answered by {@link ConsoleConnection#admitted} or {@code refused}.
   */
  void authenticate(byte[] challenge, byte[] response);

  /**
   * Connect to where the grant points; answered by {@code serverConnected} or {@code
   * serverUnreachable}.
   */
  void connect();

  /** Stop, or go on, taking bytes from the viewer. */
  void readViewer(boolean wanted);

  /** From now on bytes go from side to side without passing here. */
  void join();

  /** All bytes for the viewer were given: say so when they are out. */
  void finishViewer();

  /** All bytes for the server were given: say so when they are out. */
  void finishServer();

  /** Call {@code deadlinePassed} after this time, in place of any earlier deadline. */
  void deadline(Duration time);

  void noDeadline();

  /**
   * Close both sides, once what was sent is out, and release whatever the connection holds. Called
   * once.
   */
  void end(EndCause cause);
}
