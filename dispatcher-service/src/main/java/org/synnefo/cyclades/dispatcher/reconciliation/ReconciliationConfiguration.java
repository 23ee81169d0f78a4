package org.synnefo.cyclades.dispatcher.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is mended. How often is {@code cyclades.dispatcher.reconciliation.every} (60s, or off). */
@ConfigMapping(prefix = "cyclades.dispatcher.reconciliation")
public interface ReconciliationConfiguration {

  /**
   * Whether instances with our prefix that no server has are removed at Ganeti; else they are only
   * reported.
   */
  @WithDefault("false")
  boolean removeUnknown();

  /** Instances younger than this are never taken for unknown. */
  @WithDefault("5m")
  Duration unknownAfter();

  /** A server that changed more recently than this is left for the next round. */
  @WithDefault("5s")
  Duration settled();
}
