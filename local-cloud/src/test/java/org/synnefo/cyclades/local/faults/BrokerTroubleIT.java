package org.synnefo.cyclades.local.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A broker that goes, cuts, forgets or refuses. */
@FaultTest
class BrokerTroubleIT {

  private static final Duration RESUMPTION = Duration.ofSeconds(30);
  private static final Duration BUILD = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final List<String> QUEUES =
      List.of(
          "snf-events-op",
          "snf-events-net",
          "snf-events-progress",
          "snf-commands",
          "snf-reconciliation");

  private final CloudUnderTest cloud;
  private Tenant tenant;

  BrokerTroubleIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void ready() {
    cloud.awaitReady(CloudUnderTest.DISPATCHER);
    tenant = new Tenant(cloud.api());
  }

  @AfterEach
  void healthy() throws Exception {
    if (!cloud.isReady(CloudUnderTest.BROKER)) {
      cloud.start(CloudUnderTest.BROKER);
    }
    cloud.broker().control("set_disk_free_limit", "50MB");
    cloud.awaitReady(CloudUnderTest.DISPATCHER);
  }

  @Test
  void consumptionResumesAfterTheBrokerWasKilledAndCreatesAreAcceptedMeanwhile() throws Exception {
    cloud.kill(CloudUnderTest.BROKER);
    awaitNotReady();
    long server = created();
    awaitActive(server);
    assertThat(cloud.isReady(CloudUnderTest.DISPATCHER)).isFalse();

    cloud.start(CloudUnderTest.BROKER);

    eventsAreHandledWithin(RESUMPTION);
    assertThat(cloud.isReady(CloudUnderTest.DISPATCHER)).isTrue();
  }

  @Test
  void consumptionResumesAfterItsConnectionsWereCut() throws Exception {
    cloud.broker().control("close_all_connections", "cut by a test");

    eventsAreHandledWithin(RESUMPTION);
    cloud.awaitReady(CloudUnderTest.DISPATCHER);
    awaitActive(created());
  }

  @Test
  void queuesThatWereDeletedAreConsumedAgain() throws Exception {
    for (String queue : QUEUES) {
      cloud.broker().deleteQueue(queue);
    }

    Instant deleted = Instant.now();
    await().atMost(RESUMPTION).untilAsserted(() -> assertThat(QUEUES).allMatch(this::hasConsumer));
    Report.line("queues consumed again after %d s", secondsSince(deleted));
    eventsAreHandledWithin(RESUMPTION);
    cloud.awaitReady(CloudUnderTest.DISPATCHER);
  }

  @Test
  void readinessFallsWhileAQueueCanNotBeConsumed() throws Exception {
    // Somebody else's queue of that name: it can't be declared, nor consumed.
    cloud.broker().replaceByExclusiveQueue("snf-events-progress", this::awaitNotReady);

    await().atMost(RESUMPTION).until(() -> cloud.isReady(CloudUnderTest.DISPATCHER));
  }

  @Test
  void serversAreCreatedThoughTheBrokerBlocksPublishersForLackOfDisk() throws Exception {
    cloud.broker().control("set_disk_free_limit", "1000000GB");
    try {
      awaitActive(created());
      awaitActive(created());
      assertThat(cloud.isReady(CloudUnderTest.DISPATCHER)).isTrue();
    } finally {
      cloud.broker().control("set_disk_free_limit", "50MB");
    }

    eventsAreHandledWithin(RESUMPTION);
    awaitActive(created());
  }

  @Test
  void serversAreCreatedThoughTheQueueOfCommandsRefusesThem() throws Exception {
    cloud
        .broker()
        .control(
            "set_policy",
            "full",
            "^snf-commands$",
            "{\"max-length\": 0, \"overflow\": \"reject-publish\"}",
            "--priority",
            "9");
    try {
      awaitActive(created());
    } finally {
      cloud.broker().control("clear_policy", "full");
    }

    awaitActive(created());
  }

  private boolean hasConsumer(String queue) {
    try {
      return cloud.broker().hasConsumer(queue);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The API answers as if nothing were wrong. */
  private long created() {
    Instant asked = Instant.now();
    OptionalLong server = tenant.create("broker");
    assertThat(server).isPresent();
    assertThat(Duration.between(asked, Instant.now())).isLessThan(ANSWER);
    return server.getAsLong();
  }

  private void awaitActive(long server) {
    await()
        .atMost(BUILD)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> tenant.status(server).equals("ACTIVE"));
  }

  private void awaitNotReady() {
    await().atMost(RESUMPTION).until(() -> !cloud.isReady(CloudUnderTest.DISPATCHER));
  }

  /** Events that are sent again and again, since nobody promises that the first finds a queue. */
  private void eventsAreHandledWithin(Duration limit) {
    long server = cloud.database().serversWithoutCluster(1);
    String body = new OperationEvent(server, "OP_INSTANCE_CREATE", 1, "success", 1.0).body();
    Instant begin = Instant.now();
    await()
        .atMost(limit)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(
            () -> {
              cloud.broker().publish(OperationEvent.EXCHANGE, OperationEvent.KEY, List.of(body));
              return cloud
                  .database()
                  .column("select operating_state from servers where id = ?", server)
                  .contains("STARTED");
            });
    Report.line("events handled again after %d s", secondsSince(begin));
  }

  private static long secondsSince(Instant begin) {
    return Duration.between(begin, Instant.now()).toSeconds();
  }
}
