package org.synnefo.cyclades.vncproxy.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Back-off for addresses that fail to authenticate. */
@ConfigMapping(prefix = "cyclades.vncproxy.back-off")
public interface BackOffSettings {

  /** Failures of an address that have no consequence. */
  @WithDefault("5")
  int free();

  /** How long an address is blocked after the first further failure; each one doubles the time. */
  @WithDefault("1s")
  Duration first();

  /** Longest time that an address is blocked, and after which its failures are forgotten. */
  @WithDefault("1m")
  Duration longest();
}
