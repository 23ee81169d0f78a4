package org.synnefo.cyclades.dispatcher.commands;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How commands are brought to the clusters. */
@ConfigMapping(prefix = "cyclades.dispatcher.commands")
public interface CommandConfiguration {

  /** A command that nobody tried is taken without its message when it is older than this. */
  @WithDefault("3s")
  Duration messagePatience();

  /** How long a command belongs to who claimed it; longer than a cluster is given for an answer. */
  @WithDefault("90s")
  Duration lease();

  /** Past this part of the lease nothing is submitted any more: the process slept, perhaps. */
  @WithDefault("15s")
  Duration submitWithin();

  /** First pause before another try; it doubles, with jitter. */
  @WithDefault("1s")
  Duration backOff();

  /** Longest pause before another try. */
  @WithDefault("30s")
  Duration maxBackOff();

  /**
   * Shortest pause after a try of which nobody knows whether it succeeded, before its job is looked
   * for.
   */
  @WithDefault("5s")
  Duration settle();

  /** After how long a command is given up that no cluster took. */
  @WithDefault("6h")
  Duration giveUpAfter();

  /** How long a guest may take to shut down before it is switched off. */
  @WithDefault("120s")
  Duration shutdownTimeout();

  /** How many commands of each cluster are looked at in a round of the sweeper. */
  @WithDefault("200")
  int sweep();
}
