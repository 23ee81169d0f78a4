package org.synnefo.cyclades.api.configuration;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.synnefo.cyclades.model.account.TokenCheck;
import org.synnefo.cyclades.model.account.UsageReader;
import org.synnefo.cyclades.model.backend.ClusterSizes;
import org.synnefo.cyclades.model.console.ConsoleGrantStore;
import org.synnefo.cyclades.model.flavor.FlavorListing;
import org.synnefo.cyclades.model.idempotency.IdempotencyKeyStore;
import org.synnefo.cyclades.model.image.ImageListing;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.network.NetworkListing;
import org.synnefo.cyclades.model.query.Queries;
import org.synnefo.cyclades.model.secret.DeploymentKey;
import org.synnefo.cyclades.model.server.ServerListing;
import org.synnefo.cyclades.settings.DeploymentSettings;

/** Provides classes of the model that are independent of CDI as beans. */
@ApplicationScoped
public class Producers {

  /** Without a valid key the service does not start. */
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
  ConsoleGrantStore consoleGrants(AgroalDataSource database, DeploymentKey key) {
    return new ConsoleGrantStore(database, key);
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
  UsageReader usages(Queries queries) {
    return new UsageReader(queries);
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
  IdempotencyKeyStore idempotencyKeys(AgroalDataSource database) {
    return new IdempotencyKeyStore(database);
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
