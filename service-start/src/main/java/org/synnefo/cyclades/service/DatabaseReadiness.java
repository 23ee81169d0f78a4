package org.synnefo.cyclades.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the database has been seen with its schema. Whether it still answers is checked by its
 * own extension.
 */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {

  private final DatabaseStart start;

  @Inject
  public DatabaseReadiness(DatabaseStart start) {
    this.start = start;
  }

  @Override
  public HealthCheckResponse call() {
    return start.isUsable()
        ? HealthCheckResponse.up("schema")
        : HealthCheckResponse.named("schema")
            .down()
            .withData("reason", start.state().toString())
            .build();
  }
}
