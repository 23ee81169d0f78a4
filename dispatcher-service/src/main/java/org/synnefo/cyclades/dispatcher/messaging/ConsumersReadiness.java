package org.synnefo.cyclades.dispatcher.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every queue is consumed; a connection alone is not enough. */
@Readiness
@ApplicationScoped
public class ConsumersReadiness implements HealthCheck {

  private final Consumers consumers;

  @Inject
  public ConsumersReadiness(Consumers consumers) {
    this.consumers = consumers;
  }

  @Override
  public HealthCheckResponse call() {
    List<String> idle = consumers.idleQueues();
    return HealthCheckResponse.named("consumers")
        .status(idle.isEmpty())
        .withData("idle", String.join(" ", idle))
        .withData("broker", consumers.trouble())
        .build();
  }
}
