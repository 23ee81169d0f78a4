package org.synnefo.cyclades.api.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Outbox of commands. */
@ConfigMapping(prefix = "cyclades.outbox")
public interface OutboxConfiguration {

  /** How long to wait for the broker to confirm what was published. */
  @WithDefault("5s")
  Duration confirmTimeout();

  /** Most commands that are published at a time. */
  @WithDefault("100")
  int batch();

  /** How often each replica looks for commands that were not published after their commit. */
  @WithDefault("2s")
  Duration sweepInterval();
}
