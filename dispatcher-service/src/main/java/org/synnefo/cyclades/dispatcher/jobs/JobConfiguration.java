package org.synnefo.cyclades.dispatcher.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Following of jobs. */
@ConfigMapping(prefix = "cyclades.dispatcher.jobs")
public interface JobConfiguration {

  /** When a job's state is queried first; an event that arrives sooner saves the query. */
  @WithDefault("3s")
  Duration firstPoll();

  /** Shortest pause between two queries for a job; it is a fifth of the job's age. */
  @WithDefault("2s")
  Duration poll();

  /** Longest pause between two queries for a job. */
  @WithDefault("20s")
  Duration longestPoll();

  /** Most jobs of a cluster in one query. */
  @WithDefault("100")
  int bulk();

  /** Most jobs that are taken in a round. */
  @WithDefault("500")
  int round();

  /** How often due jobs are looked for. */
  @WithDefault("1s")
  Duration roundInterval();
}
