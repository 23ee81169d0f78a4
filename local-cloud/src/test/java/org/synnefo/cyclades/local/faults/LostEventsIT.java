package org.synnefo.cyclades.local.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Nobody tells what happens at the cluster. */
@FaultTest
class LostEventsIT {

  /** One period of reconciliation, and what a look at the cluster takes on a busy machine. */
  private static final Duration ONE_PERIOD =
      CloudUnderTest.RECONCILIATION.plus(Duration.ofSeconds(10));

  /** What is missing at the cluster is believed when it has been missing for 30 s. */
  private static final Duration BELIEVED =
      ONE_PERIOD.plus(CloudUnderTest.RECONCILIATION).plus(Duration.ofSeconds(30));

  private static final Duration BUILD = Duration.ofMinutes(2);

  private final CloudUnderTest cloud;

  LostEventsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void nobodyTells() {
    cloud.kill(CloudUnderTest.EVENTS);
  }

  @AfterEach
  void somebodyTells() {
    if (!cloud.isRunning(CloudUnderTest.EVENTS)) {
      cloud.start(CloudUnderTest.EVENTS);
    }
  }

  @Test
  void theDatabaseAgreesWithTheClusterWithinOnePeriodThoughNoEventCame() {
    Tenant tenant = new Tenant(cloud.api());
    long stopped = tenant.create("lost").orElseThrow();
    long removed = tenant.create("lost").orElseThrow();
    long deleted = tenant.create("lost").orElseThrow();
    await()
        .atMost(BUILD)
        .untilAsserted(
            () ->
                assertThat(Stream.of(stopped, removed, deleted).map(this::state))
                    .containsOnly("STARTED"));

    Instant byHand = Instant.now();
    cloud.cluster().stop("snf-" + stopped);
    await().until(() -> cloud.cluster().status("snf-" + stopped).equals("ADMIN_down"));
    await().atMost(ONE_PERIOD).until(() -> state(stopped).equals("STOPPED"));
    Report.line(
        "a stop by hand was seen after %d s", Duration.between(byHand, Instant.now()).toSeconds());

    assertThat(tenant.delete(deleted)).isTrue();
    cloud.cluster().remove("snf-" + removed);
    await()
        .atMost(BELIEVED)
        .until(() -> state(removed).equals("DESTROYED") && state(deleted).equals("DESTROYED"));
    assertThat(cloud.database().unfinishedCommands()).isEmpty();

    List<Map<String, Object>> agreed = servers();
    cloud.start(CloudUnderTest.EVENTS);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(cloud.broker().messages(OperationEvent.QUEUE)).isZero());
    assertThat(servers()).as("after events that come late").isEqualTo(agreed);
  }

  private List<Map<String, Object>> servers() {
    return cloud
        .database()
        .rows("select id, operating_state, deleted from servers where name = 'lost' order by id");
  }

  private String state(long server) {
    return (String)
        cloud.database().column("select operating_state from servers where id = ?", server).get(0);
  }
}
