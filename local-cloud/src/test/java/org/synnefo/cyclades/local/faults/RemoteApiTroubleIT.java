package org.synnefo.cyclades.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A remote API behind something that breaks: never two instances, and success when it is whole
 * again. With {@code CYCLADES_TEST_RAPI_URL} that is a real Ganeti, else the simulator.
 */
@FaultTest
class RemoteApiTroubleIT {

  private static final String BEHIND = "behind-proxy";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final CloudUnderTest cloud;
  private Cluster cluster;
  private BreakingProxy proxy;
  private Backend backend;
  private long jobsBefore;

  RemoteApiTroubleIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void proxied() throws Exception {
    assumeTrue(
        RealCluster.isConfigured() || Scale.isFull(),
        "the dispatcher's own tests have shown the same with the simulator");
    cluster = RealCluster.isConfigured() ? RealCluster.configured() : cloud.anotherCluster(BEHIND);
    for (JsonNode job : cluster.jobs()) {
      jobsBefore = Math.max(jobsBefore, job.get("id").asLong());
    }
    proxy = cluster.behindProxy();
    backend = new Backend(cloud.database(), BEHIND, proxy.url(), cluster);
    if (RealCluster.isConfigured()) {
      backend.fakeHypervisor();
    }
    backend.takesNewServers(true);
  }

  @AfterEach
  void direct() {
    if (proxy == null) {
      return;
    }
    proxy.trouble(BreakingProxy.Trouble.NONE);
    backend.forget();
    proxy.close();
    cloud.kill(BEHIND);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void thereIsOneInstanceAndNoCommandIsLeftOnceTheRemoteApiIsBack(BreakingProxy.Trouble trouble) {
    proxy.trouble(trouble);
    Tenant tenant = new Tenant(cloud.api());
    long server = tenant.create("proxied").orElseThrow();
    await().atMost(PATIENCE).until(() -> proxy.broken() > 0);

    proxy.trouble(BreakingProxy.Trouble.NONE);

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> tenant.status(server).equals("ACTIVE"));
    assertThat(cluster.instances()).containsOnlyOnce("snf-" + server);
    assertThat(creationJobs(server)).isEqualTo(1);
    assertThat(cloud.database().unfinishedCommands()).isEmpty();

    proxy.trouble(trouble);
    assertThat(tenant.delete(server)).isTrue();
    await().atMost(PATIENCE).until(() -> proxy.broken() > 0);
    proxy.trouble(BreakingProxy.Trouble.NONE);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                cloud
                    .database()
                    .rows("select deleted from servers where id = ?", server)
                    .get(0)
                    .equals(Map.of("deleted", true)));
    assertThat(cluster.instances()).doesNotContain("snf-" + server);
  }

  /** Every job of that creation, whatever became of it; not those of an earlier server so named. */
  private long creationJobs(long server) {
    long jobs = 0;
    for (JsonNode job : cluster.jobs()) {
      if (job.get("id").asLong() > jobsBefore
          && job.at("/ops/0/OP_ID").asText().equals("OP_INSTANCE_CREATE")
          && job.at("/ops/0/instance_name").asText().equals("snf-" + server)) {
        jobs++;
      }
    }
    return jobs;
  }
}
