package org.synnefo.cyclades.local.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the other tests show with the simulator, with the real Ganeti that {@code
 * CYCLADES_TEST_RAPI_URL} names. Nothing at that cluster sends events to this cloud.
 */
@FaultTest
@EnabledIf(
    value = "org.synnefo.cyclades.local.faults.RealCluster#isConfigured",
    disabledReason = "there is no real Ganeti")
class RealClusterIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What is missing at the cluster is believed when it has been missing for 30 s. */
  private static final Duration BELIEVED =
      CloudUnderTest.RECONCILIATION.multipliedBy(2).plusSeconds(40);

  private static final int SERVERS = 6;

  private final CloudUnderTest cloud;
  private final List<Long> servers = new ArrayList<>();
  private List<Object> lettersBefore;
  private ProxiedBackend backend;
  private Cluster cluster;
  private Tenant tenant;

  RealClusterIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void realCluster() throws Exception {
    backend = new ProxiedBackend(cloud);
    cluster = backend.cluster();
    tenant = new Tenant(cloud.api());
    lettersBefore = cloud.database().deadLetters();
  }

  @AfterEach
  void forget() {
    cloud.wake(CloudUnderTest.DISPATCHER);
    cloud.awaitReady(CloudUnderTest.DISPATCHER);
    backend.close();
  }

  private void create(int number) {
    for (int i = 0; i < number; i++) {
      servers.add(tenant.create("real").orElseThrow());
    }
  }

  private void allAre(String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(servers).allMatch(is(state)));
  }

  private Predicate<Long> is(String state) {
    return server ->
        cloud
            .database()
            .column("select operating_state from servers where id = ?", server)
            .contains(state);
  }

  private void eachHasOneInstance() {
    List<String> instances = cluster.instances();
    for (long server : servers) {
      assertThat(instances).containsOnlyOnce("snf-" + server);
      assertThat(backend.creationJobs(server)).isOne();
    }
  }

  private void deleteAll() {
    servers.forEach(server -> assertThat(tenant.delete(server)).isTrue());
  }

  private void noneIsLeft() {
    allAre("DESTROYED");
    assertThat(cluster.instances())
        .doesNotContainAnyElementsOf(servers.stream().map(id -> "snf-" + id).toList());
    assertThat(cloud.database().unfinishedCommands()).isEmpty();
    assertThat(cloud.database().deadLetters()).isEqualTo(lettersBefore);
  }

  @Test
  void theDatabaseAgreesWithTheClusterThoughNoEventComes() {
    create(3);
    allAre("STARTED");
    long stopped = servers.get(0);
    long removed = servers.get(1);

    cluster.stop("snf-" + stopped);
    cluster.remove("snf-" + removed);

    await()
        .atMost(BELIEVED)
        .until(() -> is("STOPPED").test(stopped) && is("DESTROYED").test(removed));
    servers.remove(removed);
    deleteAll();
    noneIsLeft();
  }

  @Test
  void aDispatcherThatIsKilledAgainAndAgainMakesNoInstanceTwiceAndForgetsNone() throws Exception {
    Random random = Scale.random();
    for (int round = 0; round < Scale.of(2, 6); round++) {
      create(SERVERS);
      killInAMoment(random);
    }
    allAre("STARTED");
    eachHasOneInstance();

    deleteAll();
    killInAMoment(random);
    noneIsLeft();
  }

  @Test
  void aDispatcherThatWasFrozenDoesNothingTwiceWhenItWakes() throws Exception {
    Random random = Scale.random();
    create(SERVERS);
    TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
    cloud.freeze(CloudUnderTest.DISPATCHER);
    try (CloudUnderTest.Replica other = cloud.anotherDispatcher()) {
      allAre("STARTED");
      cloud.wake(CloudUnderTest.DISPATCHER);
      cloud.awaitReady(CloudUnderTest.DISPATCHER);
      assertThat(cloud.isRunning(other.name())).isTrue();
      eachHasOneInstance();
    }
    deleteAll();
    noneIsLeft();
    servers.forEach(server -> assertThat(backend.creationJobs(server)).isOne());
  }

  private void killInAMoment(Random random) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(2_500));
    cloud.kill(CloudUnderTest.DISPATCHER);
    cloud.start(CloudUnderTest.DISPATCHER);
  }
}
