package org.synnefo.cyclades.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A dispatcher that is stopped in the middle of its work, replaced by another, and wakes up. */
@FaultTest
class FrozenDispatcherIT {

  private static final int EVENTS_EACH = 20;

  private final CloudUnderTest cloud;

  FrozenDispatcherIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @AfterEach
  void healthy() {
    cloud.wake(CloudUnderTest.DISPATCHER);
    cloud.cluster().healthy();
    cloud.awaitReady(CloudUnderTest.DISPATCHER);
  }

  @Test
  void whatItWasAtIsDoneOnceByTheOtherAndNotAgainWhenItWakes() throws Exception {
    Random random = Scale.random();
    int rounds = Scale.of(1, 8);
    Tenant tenant = new Tenant(cloud.api());
    List<Object> lettersBefore = cloud.database().deadLetters();
    List<Long> servers = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      // The remote API takes its time, so that the stop finds it between question and answer.
      cloud
          .cluster()
          .fault(
              Map.of(
                  "kind",
                  "delay",
                  "milliseconds",
                  1_500,
                  "seconds",
                  20,
                  "method",
                  "POST",
                  "path",
                  "^/2/instances"));
      for (int i = 0; i < Scale.of(6, 10); i++) {
        OptionalLong server = tenant.create("frozen");
        servers.add(server.orElseThrow());
      }
      awaitSomebodySubmitting();
      TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
      cloud.freeze(CloudUnderTest.DISPATCHER);
      long claimed = submitting();
      try (CloudUnderTest.Replica other = cloud.anotherDispatcher()) {
        awaitActive(servers);
        cloud.wake(CloudUnderTest.DISPATCHER);
        cloud.awaitReady(CloudUnderTest.DISPATCHER);
        assertThat(cloud.isRunning(other.name())).isTrue();
        awaitActive(servers);
      }
      Report.line("round %d: %d commands were claimed when it was stopped", round, claimed);
      assertThat(creationJobs(servers)).isEqualTo(servers.size());
    }
    assertThat(cloud.database().deadLetters()).isEqualTo(lettersBefore);
  }

  @Test
  void eventsThatItHeldChangeNothingWhenItWakes() throws Exception {
    Random random = Scale.random();
    List<Object> lettersBefore = cloud.database().deadLetters();
    History history = new History(cloud.database(), Scale.of(60, 500), EVENTS_EACH, random);
    try (CloudUnderTest.Replica other = cloud.anotherDispatcher()) {
      cloud
          .broker()
          .publish(
              OperationEvent.EXCHANGE, OperationEvent.KEY, history.shuffledWithDuplicates(random));
      cloud.freeze(CloudUnderTest.DISPATCHER);
      // The broker takes back what it held when it does not hear from it.
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(history.unlikeTheirEnds()).isEmpty());
      assertThat(cloud.isRunning(other.name())).isTrue();
      cloud.wake(CloudUnderTest.DISPATCHER);
      cloud.awaitReady(CloudUnderTest.DISPATCHER);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(cloud.broker().messages(OperationEvent.QUEUE)).isZero());
    }
    assertThat(history.unlikeTheirEnds()).isEmpty();
    assertThat(cloud.database().deadLetters()).isEqualTo(lettersBefore);
  }

  private void awaitSomebodySubmitting() {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> submitting() > 0);
  }

  private long submitting() {
    return cloud.database().number("select count(*) from commands where state = 'SUBMITTING'");
  }

  private void awaitActive(List<Long> servers) {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(cloud.database().unfinishedCommands()).isEmpty();
              assertThat(
                      cloud
                          .database()
                          .column(
                              "select distinct operating_state from servers where name = 'frozen'"))
                  .containsExactly("STARTED");
              assertThat(cloud.cluster().instances())
                  .containsAll(servers.stream().map(id -> "snf-" + id).toList());
            });
  }

  /** Every job that was ever submitted to create one of them, whatever became of it. */
  private long creationJobs(List<Long> servers) {
    List<String> names = servers.stream().map(id -> "snf-" + id).toList();
    long jobs = 0;
    for (JsonNode job : cloud.cluster().jobs()) {
      if (job.at("/ops/0/OP_ID").asText().equals("OP_INSTANCE_CREATE")
          && names.contains(job.at("/ops/0/instance_name").asText())) {
        jobs++;
      }
    }
    return jobs;
  }
}
