package org.synnefo.cyclades.api.servers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Creation of servers. */
@ConfigMapping(prefix = "cyclades.servers")
public interface ServerConfiguration {

  /**
   * Most personality files of a server.
   *
   * @replaces MAX_PERSONALITY
   */
  @WithDefault("5")
  int maxPersonality();

  /**
   * Most bytes of one personality file, decoded.
   *
   * @replaces MAX_PERSONALITY_SIZE
   */
  @WithDefault("10240")
  int maxPersonalitySize();

  /** Characters of a generated administrator password. */
  @WithDefault("12")
  int passwordLength();
}
