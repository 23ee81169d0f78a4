package org.synnefo.cyclades.dispatcher.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Reconciliation. */
@ConfigMapping(prefix = "cyclades.dispatcher.reconciliation")
public interface ReconciliationConfiguration {

  /** How often each cluster is looked at; {@code off}: only when somebody asks. */
  @WithDefault("60s")
  String every();

  /**
   * Whether instances of deleted servers are removed at Ganeti; else they are only reported. An
   * instance that no server ever had is never removed.
   */
  @WithDefault("false")
  boolean removeLeftovers();

  /** How long an instance must be missing before its server is taken for gone. */
  @WithDefault("30s")
  Duration missingFor();

  /** How many instances without this deployment's tag get it in one look at a cluster. */
  @WithDefault("50")
  int tagsPerLook();

  /** Younger instances are never taken for unknown, nor for leftovers. */
  @WithDefault("5m")
  Duration unknownAfter();

  /** A server that changed more recently than this is left for the next round. */
  @WithDefault("5s")
  Duration settled();

  /**
   * How long one look at a cluster may take. A replica that was stopped in the middle of one keeps
   * the others from it for no longer.
   */
  @WithDefault("5m")
  Duration longest();
}
