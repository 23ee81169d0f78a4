package org.synnefo.cyclades.api.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Quota. Applies to users that have no limits of their own. */
@ConfigMapping(prefix = "cyclades.quota")
public interface QuotaConfiguration {

  /**
   * Servers of a user.
   *
   * @replaces MAX_VMS_PER_USER
   */
  @WithDefault("3")
  int servers();

  /** Virtual CPUs of all servers of a user. */
  @WithDefault("24")
  int vcpus();

  /** Memory of all servers of a user, in MiB. */
  @WithDefault("49152")
  int memoryMib();

  /** Disks of all servers of a user, in GiB. */
  @WithDefault("500")
  int diskGib();

  /**
   * Private networks of a user.
   *
   * @replaces MAX_NETWORKS_PER_USER
   */
  @WithDefault("5")
  int networks();
}
