package org.synnefo.cyclades.api.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the outbox. */
@ConfigMapping(prefix = "cyclades.outbox")
public interface OutboxConfiguration {

  /** How long to wait for the broker's confirms. */
  @WithDefault("5S")
  Duration confirmTimeout();

  /** Most commands that are published in one go. */
  @WithDefault("100")
  int batch();
}
