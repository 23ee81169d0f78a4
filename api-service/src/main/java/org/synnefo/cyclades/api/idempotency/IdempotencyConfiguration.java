package org.synnefo.cyclades.api.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of idempotency keys. */
@ConfigMapping(prefix = "cyclades.idempotency")
public interface IdempotencyConfiguration {

  /** How long an answer is kept. */
  @WithDefault("24H")
  Duration lifetime();
}
