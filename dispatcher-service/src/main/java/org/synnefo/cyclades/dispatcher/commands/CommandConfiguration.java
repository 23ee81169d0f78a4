package org.synnefo.cyclades.dispatcher.commands;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Commands. */
@ConfigMapping(prefix = "cyclades.dispatcher.commands")
public interface CommandConfiguration {

  /** A command that nobody has tried yet is taken without its message after this time. */
  @WithDefault("3s")
  Duration messagePatience();

  /**
   * How long a command belongs to the replica that claimed it; longer than {@code
   * cyclades.ganeti.read-timeout}.
   */
  @WithDefault("90s")
  Duration lease();

  /** Past this part of the lease nothing is submitted: the process may have been suspended. */
  @WithDefault("15s")
  Duration submitWithin();

  /** First pause before another try; it doubles, with jitter. */
  @WithDefault("1s")
  Duration backOff();

  /** Longest pause before another try. */
  @WithDefault("30s")
  Duration maxBackOff();

  /** Shortest pause after a try whose outcome is unknown, before its job is looked for. */
  @WithDefault("5s")
  Duration settle();

  /** After how long a command is given up that no cluster accepted. */
  @WithDefault("6h")
  Duration giveUpAfter();

  /** How long a guest may take to shut down before it is switched off. */
  @WithDefault("120s")
  Duration shutdownTimeout();

  /** Most commands of each cluster that a sweep looks at. */
  @WithDefault("200")
  int sweep();

  /** How often commands are looked for that have to be tried. */
  @WithDefault("1s")
  Duration sweepInterval();
}
