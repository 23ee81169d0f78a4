package org.synnefo.cyclades.ganeti.client.rapi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.synnefo.cyclades.ganeti.client.GanetiTimeouts;

/** Calls of Ganeti. The same for all clusters. */
@ConfigMapping(prefix = "cyclades.ganeti")
public interface GanetiSettings {

  /** To connect. */
  @WithDefault("5s")
  Duration connectTimeout();

  /** For the answer to any call except a wait. */
  @WithDefault("30s")
  Duration readTimeout();

  /** For the answer to a wait for a job's change; more than Ganeti's own 10 s. */
  @WithDefault("25s")
  Duration waitTimeout();

  /** The three as one value. */
  default GanetiTimeouts timeouts() {
    return new GanetiTimeouts(connectTimeout(), readTimeout(), waitTimeout());
  }
}
