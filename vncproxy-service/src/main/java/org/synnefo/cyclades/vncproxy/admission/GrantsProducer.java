package org.synnefo.cyclades.vncproxy.admission;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.synnefo.cyclades.model.console.ConsoleGrantStore;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.settings.DeploymentSettings;

/** Provides the store of grants as a bean; the class itself is independent of CDI. */
public class GrantsProducer {

  @Produces
  @Singleton
  ConsoleGrantStore grants(DataSource database, DeploymentSettings settings) {
    return new ConsoleGrantStore(database, DeploymentKey.parse(settings.deploymentKey()));
  }
}
