package org.synnefo.cyclades.api.configuration;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.synnefo.cyclades.model.account.TokenCheck;
import org.synnefo.cyclades.model.account.Usages;
import org.synnefo.cyclades.model.backend.ClusterSizes;
import org.synnefo.cyclades.model.console.ConsoleGrants;
import org.synnefo.cyclades.model.flavor.FlavorListing;
import org.synnefo.cyclades.model.idempotency.IdempotencyKeys;
import org.synnefo.cyclades.model.image.ImageListing;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.network.NetworkListing;
import org.synnefo.cyclades.model.query.Queries;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.model.server.ServerListing;

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
  TokenCheck tokenCheck(Queries queries) {
    return new TokenCheck(queries);
  }

  @Produces
  @Singleton
  Usages usages(Queries queries) {
    return new Usages(queries);
  }

  @Produces
  @Singleton
  ServerListing serverListing(Queries queries) {
    return new ServerListing(queries);
  }

  @Produces
  @Singleton
  NetworkListing networkListing(Queries queries) {
    return new NetworkListing(queries);
  }

  @Produces
  @Singleton
  ImageListing imageListing(Queries queries) {
    return new ImageListing(queries);
  }

  @Produces
  @Singleton
  FlavorListing flavorListing(Queries queries) {
    return new FlavorListing(queries);
  }

  @Produces
  @Singleton
  ClusterSizes clusterSizes(Queries queries) {
    return new ClusterSizes(queries);
  }

  @Produces
  @Singleton
  IdempotencyKeys idempotencyKeys(AgroalDataSource database) {
    return new IdempotencyKeys(database);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
