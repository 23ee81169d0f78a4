package org.synnefo.cyclades.api.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Rate limits. Each replica counts for itself. */
@ConfigMapping(prefix = "cyclades.rates")
public interface RateConfiguration {

  /** Most GET requests of a user in a minute; 0 means no limit. */
  @WithDefault("0")
  int get();

  /** Most POST requests of a user in a minute; 0 means no limit. */
  @WithDefault("600")
  int post();

  /** Most PUT requests of a user in a minute; 0 means no limit. */
  @WithDefault("600")
  int put();

  /** Most DELETE requests of a user in a minute; 0 means no limit. */
  @WithDefault("600")
  int delete();
}
