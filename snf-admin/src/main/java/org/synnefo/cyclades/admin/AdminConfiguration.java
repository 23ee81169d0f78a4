package org.synnefo.cyclades.admin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of the deployment that administration needs. */
@ConfigMapping(prefix = "cyclades")
public interface AdminConfiguration {

  /** The deployment's key: 32 random bytes in base64. Needed where a secret is stored. */
  Optional<String> deploymentKey();

  /** Begins the names of queues and routing keys. */
  @WithDefault("snf")
  String backendPrefix();
}
