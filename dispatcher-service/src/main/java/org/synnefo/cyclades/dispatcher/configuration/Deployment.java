package org.synnefo.cyclades.dispatcher.configuration;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.model.server.InstanceNames;

/**
 * What is made of the settings once. Made at the start, so that a bad deployment key is noticed
 * then.
 */
@ApplicationScoped
public class Deployment {

  @Produces
  @Singleton
  @Startup
  DeploymentKey deploymentKey(DispatcherConfiguration configuration) {
    return DeploymentKey.parse(configuration.deploymentKey());
  }

  @Produces
  @Singleton
  InstanceNames instanceNames(DispatcherConfiguration configuration) {
    return new InstanceNames(configuration.backendPrefix());
  }
}
