package org.synnefo.cyclades.local.faults;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A remote API behind something that breaks: never two instances, and success when it is whole
 * again. With {@code CYCLADES_TEST_RAPI_URL} that is a real Ganeti, else the simulator.
 */
@FaultTest
@EnabledIf(
    value = "isWorthwhile",
    disabledReason = "the dispatcher's own tests have shown the same with the simulator")
class RemoteApiTroubleIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final CloudUnderTest cloud;
  private ProxiedBackend backend;
  private Cluster cluster;
  private BreakingProxy proxy;

  RemoteApiTroubleIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  static boolean isWorthwhile() {
    return RealCluster.isConfigured() || Scale.isFull();
  }

  @BeforeEach
  void proxied() throws Exception {
    backend = new ProxiedBackend(cloud);
    cluster = backend.cluster();
    proxy = backend.proxy();
  }

  @AfterEach
  void direct() {
    backend.close();
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
    assertThat(backend.creationJobs(server)).isEqualTo(1);
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
}
