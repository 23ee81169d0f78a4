package org.synnefo.cyclades.dispatcher.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How jobs are followed. */
@ConfigMapping(prefix = "cyclades.dispatcher.jobs")
public interface JobConfiguration {

  /** When a job is asked about first; an event that comes sooner saves the question. */
  @WithDefault("3s")
  Duration firstPoll();

  /** Pause between two questions about a young job; for older ones it grows. */
  @WithDefault("2s")
  Duration poll();

  /** Longest pause between two questions about a job. */
  @WithDefault("20s")
  Duration longestPoll();

  /** How many jobs of a cluster are asked about in one question. */
  @WithDefault("100")
  int bulk();

  /** How many jobs are taken in a round. */
  @WithDefault("500")
  int round();
}
