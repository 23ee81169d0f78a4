package org.synnefo.cyclades.api.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of users that have none of their own. */
@ConfigMapping(prefix = "cyclades.quota")
public interface QuotaConfiguration {

  @WithDefault("3")
  int servers();

  @WithDefault("24")
  int vcpus();

  @WithDefault("49152")
  int memoryMib();

  @WithDefault("500")
  int diskGib();

  @WithDefault("5")
  int networks();
}
