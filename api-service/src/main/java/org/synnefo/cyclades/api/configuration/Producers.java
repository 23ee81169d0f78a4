package org.synnefo.cyclades.api.configuration;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import org.synnefo.cyclades.model.console.ConsoleGrants;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.query.Queries;
import org.synnefo.cyclades.model.secret.DeploymentKey;

/** What the model offers without a container, made from settings. */
@ApplicationScoped
public class Producers {

  /** Without a valid key the service does not start. */
  @Produces
  @Singleton
  @Startup
  DeploymentKey deploymentKey(DeploymentConfiguration configuration) {
    return DeploymentKey.parse(configuration.deploymentKey());
  }

  @Produces
  @Singleton
  MessageTopology topology(DeploymentConfiguration configuration) {
    return new MessageTopology(configuration.backendPrefix());
  }

  @Produces
  @Singleton
  ConsoleGrants consoleGrants(AgroalDataSource database, DeploymentKey key) {
    return new ConsoleGrants(database, key);
  }

  @Produces
  @Singleton
  Queries queries(AgroalDataSource database) {
    return new Queries(database);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
