package org.synnefo.cyclades.vncproxy.admission;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.synnefo.cyclades.model.console.ConsoleGrantStore;
import org.synnefo.cyclades.model.secret.DeploymentKey;

/** Provides the store of grants as a bean; the class itself is independent of CDI. */
public class GrantsProducer {

  /**
   * @param key 32 random bytes in base64, the same in all services of a deployment
   */
  @Produces
  @Singleton
  ConsoleGrantStore grants(
      DataSource database, @ConfigProperty(name = "cyclades.deployment-key") String key) {
    return new ConsoleGrantStore(database, DeploymentKey.parse(key));
  }
}
