package org.synnefo.cyclades.dispatcher;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.settings.DeploymentSettings;

/** What follows from {@link DeploymentSettings}. A key that is none stops the start. */
@ApplicationScoped
public class Deployment {

  @Produces
  @Singleton
  @Startup
  DeploymentKey deploymentKey(DeploymentSettings configuration) {
    return DeploymentKey.parse(configuration.deploymentKey());
  }

  @Produces
  @Singleton
  MessageTopology topology(DeploymentSettings configuration) {
    return new MessageTopology(configuration.backendPrefix());
  }

  @Produces
  @Singleton
  InstanceNames instanceNames(DeploymentSettings configuration) {
    return new InstanceNames(configuration.backendPrefix());
  }
}
