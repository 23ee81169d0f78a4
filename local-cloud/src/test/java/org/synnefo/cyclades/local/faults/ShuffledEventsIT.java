package org.synnefo.cyclades.local.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** In whatever order events come, however often, and whoever handles them. */
@FaultTest
class ShuffledEventsIT {

  private static final int SERVERS = 500;
  private static final int EVENTS = 10_000;

  private final CloudUnderTest cloud;

  ShuffledEventsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void everyServerEndsAsItDoesInOrder() throws Exception {
    Random random = Scale.random();
    History history = new History(cloud.database(), SERVERS, EVENTS / SERVERS, random);
    assertThat(history.size()).isEqualTo(EVENTS);
    List<Object> lettersBefore = cloud.database().deadLetters();
    List<String> bodies = history.shuffledWithDuplicates(random);

    try (CloudUnderTest.Replica second = cloud.anotherDispatcher();
        CloudUnderTest.Replica third = cloud.anotherDispatcher()) {
      Instant begin = Instant.now();
      cloud.broker().publish(OperationEvent.EXCHANGE, OperationEvent.KEY, bodies);
      awaitEnds(history);
      Report.line(
          "%d events of %d servers handled by 3 dispatchers in %.1f s",
          bodies.size(), SERVERS, Duration.between(begin, Instant.now()).toMillis() / 1000.0);
      assertThat(List.of(second.name(), third.name())).allMatch(cloud::isRunning);
      assertThat(cloud.database().deadLetters()).isEqualTo(lettersBefore);
    }
  }

  private void awaitEnds(History history) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(history.unlikeTheirEnds()).isEmpty();
              assertThat(cloud.broker().messages(OperationEvent.QUEUE)).isZero();
            });
    assertThat(history.unlikeTheirEnds()).isEmpty();
  }
}
