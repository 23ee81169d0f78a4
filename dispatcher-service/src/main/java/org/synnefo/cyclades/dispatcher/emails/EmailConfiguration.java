package org.synnefo.cyclades.dispatcher.emails;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How mail is sent. The server and its credentials are {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "cyclades.dispatcher.emails")
public interface EmailConfiguration {

  /** The sender of messages that name none. */
  @WithDefault("cyclades@localhost")
  String from();

  /** The last lines of each mail. */
  @WithDefault("Sent by Cyclades. Please do not answer.")
  String signature();

  /** How long the mail server may take for one mail. */
  @WithDefault("20s")
  Duration timeout();

  /** How long a mail is tried again while the mail server is away or says to come back later. */
  @WithDefault("30m")
  Duration patience();
}
