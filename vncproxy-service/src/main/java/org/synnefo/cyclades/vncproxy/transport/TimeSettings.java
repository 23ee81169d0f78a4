package org.synnefo.cyclades.vncproxy.transport;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.synnefo.cyclades.vncproxy.connection.ConnectionTimeouts;

/** Time limits of a connection. */
@ConfigMapping(prefix = "cyclades.vncproxy.time")
public interface TimeSettings {

  /** For the handshake with the viewer, and then for the one with the instance's server. */
  @WithDefault("PT10S")
  Duration handshake();

  /** To connect to the instance's server, retries included. */
  @WithDefault("PT5S")
  Duration connect();

  /** Between two attempts to connect. */
  @WithDefault("PT0.25S")
  Duration connectRetry();

  /** A session without a byte either way ends after this time. */
  @WithDefault("PT1H")
  Duration idle();

  /** When one side has finished, the other one must finish within this time. */
  @WithDefault("PT30S")
  Duration halfClosed();

  /** How long sessions may go on when the proxy is asked to stop. */
  @WithDefault("PT30S")
  Duration drain();

  /** The limits that the state machine keeps. */
  default ConnectionTimeouts timeouts() {
    return new ConnectionTimeouts(handshake(), connect(), halfClosed());
  }
}
