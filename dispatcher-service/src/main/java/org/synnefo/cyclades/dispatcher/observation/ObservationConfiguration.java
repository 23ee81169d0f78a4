package org.synnefo.cyclades.dispatcher.observation;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Metrics. */
@Unremovable // Only an expression uses it.
@ConfigMapping(prefix = "cyclades.dispatcher.observation")
public interface ObservationConfiguration {

  /** How often the gauges of the backlog are read from the database. */
  @WithDefault("10s")
  Duration every();
}
