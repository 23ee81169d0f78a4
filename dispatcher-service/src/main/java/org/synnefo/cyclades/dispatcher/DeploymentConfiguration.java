package org.synnefo.cyclades.dispatcher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What all services of a deployment have in common. */
@ConfigMapping(prefix = "cyclades")
public interface DeploymentConfiguration {

  /** 32 random bytes in base64: encrypts secrets at rest. There is no default. */
  String deploymentKey();

  /** Begins the names of our instances at Ganeti, and is part of the names of our queues. */
  @WithDefault("snf")
  String backendPrefix();
}
