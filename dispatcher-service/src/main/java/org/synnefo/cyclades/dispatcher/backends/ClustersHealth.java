package org.synnefo.cyclades.dispatcher.backends;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether every cluster does what it is asked. Not part of readiness: one that is away, or refuses
 * us, is no reason to leave the others.
 */
@HealthGroup("clusters")
@ApplicationScoped
public class ClustersHealth implements HealthCheck {

  private final Clusters clusters;

  @Inject
  public ClustersHealth(Clusters clusters) {
    this.clusters = clusters;
  }

  @Override
  public HealthCheckResponse call() {
    Map<Long, String> complaints = clusters.complaints();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("clusters").status(complaints.isEmpty());
    complaints.forEach((backend, reason) -> response.withData("backend " + backend, reason));
    return response.build();
  }
}
