package org.synnefo.cyclades.dispatcher.emails;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Mail. */
@ConfigMapping(prefix = "cyclades.dispatcher.emails")
public interface EmailConfiguration {

  /**
   * Sender of messages that name none.
   *
   * @replaces DEFAULT_FROM_EMAIL
   */
  @WithDefault("cyclades@localhost")
  String from();

  /** Last lines of each mail. */
  @WithDefault("Sent by Cyclades. Please do not answer.")
  String signature();

  /** How long the mail server may take for one mail. */
  @WithDefault("20s")
  Duration timeout();

  /** How long a mail is retried while the mail server is away or fails temporarily. */
  @WithDefault("30m")
  Duration patience();
}
