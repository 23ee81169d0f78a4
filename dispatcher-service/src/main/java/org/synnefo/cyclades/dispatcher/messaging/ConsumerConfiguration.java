package org.synnefo.cyclades.dispatcher.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How queues are consumed. */
@ConfigMapping(prefix = "cyclades.dispatcher.consumers")
public interface ConsumerConfiguration {

  /** Messages of a queue that may be here unacknowledged. */
  @WithDefault("256")
  int prefetch();

  /** Messages that are handled in one transaction and acknowledged together. */
  @WithDefault("32")
  int batch();

  /** Transactions at once, for each queue of events. */
  @WithDefault("2")
  int workers();

  /** How long a message may be tried again that names what is not there yet. */
  @WithDefault("30s")
  Duration patience();

  /** How often a message is tried that fails for a reason nobody foresaw. */
  @WithDefault("5")
  int attempts();

  /** First pause before another try; it doubles, up to thirty times this. */
  @WithDefault("500ms")
  Duration backOff();
}
