package org.synnefo.cyclades.vncproxy.transport;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.synnefo.cyclades.vncproxy.connection.ConnectionTimeouts;

/** Time limits of connections. */
@ConfigMapping(prefix = "cyclades.vncproxy.time")
public interface TimeSettings {

  /** For the handshake with the viewer, and again for the one with the instance's VNC server. */
  @WithDefault("10s")
  Duration handshake();

  /** To connect to the instance's VNC server, retries included. */
  @WithDefault("5s")
  Duration connect();

  /** Between two attempts to connect. */
  @WithDefault("250ms")
  Duration connectRetry();

  /** A session without a byte either way ends after this time. */
  @WithDefault("1h")
  Duration idle();

  /** When one side has finished, the other one must finish within this time. */
  @WithDefault("30s")
  Duration halfClosed();

  /** How long sessions may go on when the proxy is asked to stop. */
  @WithDefault("30s")
  Duration drain();

  /** The limits that the state machine keeps. */
  default ConnectionTimeouts timeouts() {
    return new ConnectionTimeouts(handshake(), connect(), halfClosed());
  }
}
