package org.synnefo.cyclades.dispatcher;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.messaging.Consumers;
import org.synnefo.cyclades.model.deadletter.DeadLetter;
import org.synnefo.cyclades.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A fault of our own must not end the consumption of a queue, nor hold messages for ever. */
@CloudTest
class UnforeseenFailuresTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MORE_THAN_ARE_HELD = 400;

  @Inject Rows rows;
  @Inject BrokerSettings configuration;
  @Inject Consumers consumers;
  @Inject FailingHandler handler;

  private Broker broker;

  @BeforeEach
  void connect() throws Exception {
    await().atMost(PATIENCE).until(() -> consumers.idleQueues().isEmpty());
    broker = new Broker(configuration);
  }

  @AfterEach
  void disconnect() throws Exception {
    broker.close();
  }

  private void publish(String operation, int job) throws Exception {
    broker.publish(
        FailingHandler.QUEUE,
        """
        {"type": "ganeti-op-status", "instance": "snf-1", "operation": "%s", "jobId": %d,
         "status": "running"}
        """
            .formatted(operation, job));
  }

  @Test
  void aMessageThatIsTooMuchForItsHandlerEndsAsDeadLetterAndTheOthersAreHandled() throws Exception {
    publish("OP_GOOD", 1);
    publish(FailingHandler.TOO_DEEP, 2);
    publish("OP_GOOD", 3);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(handler.handled()).contains(1L, 3L);
              List<DeadLetter> letters = rows.deadLetters(FailingHandler.QUEUE.name());
              assertThat(letters).extracting(letter -> letter.reason).contains("too deep");
            });
  }

  @Test
  void whatFailedWhereNobodyExpectsItIsTriedAgainAndHoldsUpNobody() throws Exception {
    handler.noOrderTwice();
    List<Long> jobs =
        IntStream.range(1_000, 1_000 + MORE_THAN_ARE_HELD).asLongStream().boxed().toList();
    for (long job : jobs) {
      publish("OP_GOOD", (int) job);
    }

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(handler.handled()).containsAll(jobs));
  }
}
