package org.synnefo.cyclades.dispatcher.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Queues. */
@ConfigMapping(prefix = "cyclades.dispatcher.consumers")
public interface ConsumerConfiguration {

  /** Unacknowledged messages of a queue that a replica may hold. */
  @WithDefault("256")
  int prefetch();

  /** Messages that are handled in one transaction and acknowledged together. */
  @WithDefault("32")
  int batch();

  /** Concurrent transactions for each queue of events. */
  @WithDefault("2")
  int workers();

  /** How long a message is retried that refers to something which does not exist yet. */
  @WithDefault("30s")
  Duration patience();

  /** How often a message is tried that fails unexpectedly. */
  @WithDefault("5")
  int attempts();

  /** First pause before another try; it doubles, up to thirty times this. */
  @WithDefault("500ms")
  Duration backOff();
}
