package org.synnefo.cyclades.api.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Most requests of one user in a minute to one replica, by method; 0: no limit. */
@ConfigMapping(prefix = "cyclades.rates")
public interface RateConfiguration {

  @WithDefault("0")
  int get();

  @WithDefault("600")
  int post();

  @WithDefault("600")
  int put();

  @WithDefault("600")
  int delete();
}
