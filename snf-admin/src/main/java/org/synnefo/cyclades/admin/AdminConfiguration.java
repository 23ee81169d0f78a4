package org.synnefo.cyclades.admin;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of the deployment that administration needs. */
@ConfigMapping(prefix = "cyclades")
public interface AdminConfiguration {

  /** The deployment's key: 32 random bytes in base64. Needed where a secret is stored. */
  Optional<String> deploymentKey();
}
