package org.synnefo.cyclades.vncproxy.health;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.synnefo.cyclades.vncproxy.transport.RfbPort;

/** Ready while viewers are accepted. The database has its own health check. */
@Readiness
@Singleton
public class RfbPortReadiness implements HealthCheck {

  private final RfbPort port;

  RfbPortReadiness(RfbPort port) {
    this.port = port;
  }

  @Override
  public HealthCheckResponse call() {
    return port.address()
        .map(
            address ->
                HealthCheckResponse.named("rfb-port")
                    .up()
                    .withData("port", address.getPort())
                    .build())
        .orElseGet(() -> HealthCheckResponse.down("rfb-port"));
  }
}
