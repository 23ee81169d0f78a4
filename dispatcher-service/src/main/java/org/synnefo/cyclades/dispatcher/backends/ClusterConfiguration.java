package org.synnefo.cyclades.dispatcher.backends;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a cluster is treated. */
@ConfigMapping(prefix = "cyclades.dispatcher.clusters")
public interface ClusterConfiguration {

  /** Commands that are submitted to one cluster at once. */
  @WithDefault("4")
  int inFlight();

  /** Commands that may wait here for one cluster; more stay in the database. */
  @WithDefault("1000")
  int queued();

  /** After how many failures in a row a cluster is left alone. */
  @WithDefault("5")
  int breakerFailures();

  /** For how long it is left alone before it is tried again. */
  @WithDefault("5s")
  Duration breakerPause();
}
