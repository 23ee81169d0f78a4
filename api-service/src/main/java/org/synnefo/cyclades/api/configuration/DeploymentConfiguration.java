package org.synnefo.cyclades.api.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings that all services of a deployment have in common. */
@ConfigMapping(prefix = "cyclades")
public interface DeploymentConfiguration {

  /** 32 random bytes in base64: encrypts secrets at rest. There is no default. */
  String deploymentKey();

  /** Begins the names of instances, queues and routing keys. */
  @WithDefault("snf")
  String backendPrefix();
}
