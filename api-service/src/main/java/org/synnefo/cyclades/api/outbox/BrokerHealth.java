package org.synnefo.cyclades.api.outbox;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether commands reach the broker. This is not part of readiness: without a broker, reads work,
 * and commands wait in the outbox.
 */
@HealthGroup("broker")
@ApplicationScoped
public class BrokerHealth implements HealthCheck {

  private final BrokerChannel broker;

  @Inject
  public BrokerHealth(BrokerChannel broker) {
    this.broker = broker;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      broker.open();
      return HealthCheckResponse.up("broker");
    } catch (IOException e) {
      return HealthCheckResponse.named("broker").down().withData("reason", e.getMessage()).build();
    }
  }
}
