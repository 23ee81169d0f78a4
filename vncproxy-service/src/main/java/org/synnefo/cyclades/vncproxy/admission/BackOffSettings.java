package org.synnefo.cyclades.vncproxy.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How addresses that fail to authenticate are slowed down. */
@ConfigMapping(prefix = "cyclades.vncproxy.back-off")
public interface BackOffSettings {

  /** Failures of an address that have no consequence. */
  @WithDefault("5")
  int free();

  /**
   * How long the first further failure shuts the address out; each one after it doubles the time.
   */
  @WithDefault("PT1S")
  Duration first();

  /** The longest time that an address is shut out, and after which its failures are forgotten. */
  @WithDefault("PT1M")
  Duration longest();
}
