package org.synnefo.cyclades.vncproxy.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.synnefo.cyclades.vncproxy.connection.EndCause;

/** A console in use. */
public interface Session {

  /** The id of the session, which is the id of its grant. */
  UUID id();

  long userId();

  long serverId();

  InetAddress viewer();

  InetSocketAddress destination();

  Instant since();

  /** Number of bytes received from the viewer. */
  long bytesFromViewer();

  /** Number of bytes received from the instance's server. */
  long bytesFromServer();

  /** How long connecting to the instance's server took, including its handshake. */
  Duration connectTime();

  /** The bytes waiting for a peer that does not read; empty if both do. */
  Optional<WriteBacklog> writeBacklog();

  /** Ends the session soon, with this cause. Thread-safe. */
  void stop(EndCause cause);
}
