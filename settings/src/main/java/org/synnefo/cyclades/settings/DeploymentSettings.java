package org.synnefo.cyclades.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Deployment. The same in every service, and in {@code snf-admin}. */
@ConfigMapping(prefix = "cyclades")
public interface DeploymentSettings {

  /**
   * Encrypts secrets at rest: 32 random bytes in base64, as {@code openssl rand -base64 32} prints
   * them. Keep it: what was encrypted with it cannot be read without it.
   */
  String deploymentKey();

  /**
   * Begins the names of instances, queues and routing keys. Never change it in a deployment that
   * has servers.
   *
   * @replaces BACKEND_PREFIX_ID
   */
  @WithDefault("snf")
  String backendPrefix();
}
