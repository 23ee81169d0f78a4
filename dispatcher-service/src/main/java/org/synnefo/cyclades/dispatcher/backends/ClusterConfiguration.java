package org.synnefo.cyclades.dispatcher.backends;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Clusters. */
@ConfigMapping(prefix = "cyclades.dispatcher.clusters")
public interface ClusterConfiguration {

  /** Commands that one replica submits to one cluster concurrently. */
  @WithDefault("4")
  int inFlight();

  /** Commands for one cluster that may wait in a replica; more stay in the database. */
  @WithDefault("1000")
  int queued();

  /** Failures in a row after which a cluster is not called for a while. */
  @WithDefault("5")
  int breakerFailures();

  /** How long such a cluster is not called. */
  @WithDefault("5s")
  Duration breakerPause();
}
