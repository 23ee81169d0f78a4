package org.synnefo.cyclades.api.servers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of one server. */
@ConfigMapping(prefix = "cyclades.servers")
public interface ServerConfiguration {

  /** Most personality files. */
  @WithDefault("5")
  int maxPersonality();

  /** Most bytes of one personality file, decoded. */
  @WithDefault("10240")
  int maxPersonalitySize();

  /** Characters of a generated password. */
  @WithDefault("12")
  int passwordLength();
}
