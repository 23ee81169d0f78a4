package org.synnefo.cyclades.api.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Idempotency keys. */
@ConfigMapping(prefix = "cyclades.idempotency")
public interface IdempotencyConfiguration {

  /** How long the answer to an {@code Idempotency-Key} is kept. */
  @WithDefault("24h")
  Duration lifetime();
}
