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

  /** Its number at this replica: the id of the grant that was used up for it. */
  UUID id();

  long userId();

  long serverId();

  InetAddress viewer();

  InetSocketAddress destination();

  Instant since();

  /** Bytes that came from the viewer. */
  long bytesFromViewer();

  /** Bytes that came from the instance's server. */
  long bytesFromServer();

  /** Time that connecting to the instance's server took, its handshake included. */
  Duration connectTime();

  /** What waits for a peer that does not read; empty while both do. */
  Optional<WriteBacklog> writeBacklog();

  /** Ends it soon, for this cause; any thread may ask. */
  void stop(EndCause cause);
}
