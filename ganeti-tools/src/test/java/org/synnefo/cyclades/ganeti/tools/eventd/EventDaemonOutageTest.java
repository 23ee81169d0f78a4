package org.synnefo.cyclades.ganeti.tools.eventd;

import com.rabbitmq.client.Connection;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.message.OperationStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.synnefo.cyclades.ganeti.tools.QueueFixture.job;

/** Tests crashes of the daemon and of the broker, and outages of the broker. */
class EventDaemonOutageTest extends DaemonTestBase {

  @Test
  void theDaemonStopsImmediatelyDuringABrokerOutage() throws Exception {
    try (DaemonProcess daemon = daemon("a", URI.create("amqp://guest@127.0.0.1:1/")).start()) {
      await().atMost(LONG).until(() -> daemon.log().contains("trying again"));
      assertThat(daemon.readyFile()).doesNotExist();
      assertThat(daemon.terminate()).isEqualTo(143);
    }
  }

  @Test
  void changesDuringABrokerOutageArePublishedAfterwards() throws Exception {
    assumeTrue(broker.isEmbedded(), "only the embedded broker can be stopped here");
    try (DaemonProcess daemon = daemon("a").start().awaitReady()) {
      try (MessageCollector inbox = new MessageCollector(broker, queueNames)) {
        queue.write(1, job(1, instance(1), "running"));
        await().atMost(LONG).until(() -> inbox.statuses().contains("1/0 running"));
      }
      broker.stop();
      await().atMost(LONG).until(() -> !Files.exists(daemon.readyFile()));
      queue.write(1, job(1, instance(1), "success"));
      queue.write(2, job(2, instance(2), "queued"));
      queue.write(2, job(2, instance(2), "error"));
      queue.write(3, job(3, instance(3), "waiting"));
      spoolNetwork("net-1.json", 1);

      broker.startAgain();
      daemon.awaitReady();
      try (MessageCollector inbox = new MessageCollector(broker, queueNames)) {
        await().atMost(LONG).until(() -> inbox.deliveries().size() == 4);
        assertThat(inbox.messages().stream().filter(OperationStatus.class::isInstance))
            .extracting(message -> ((OperationStatus) message).status())
            .containsExactly(JobStatus.SUCCESS, JobStatus.ERROR, JobStatus.WAITING);
      }
    }
  }

  @Test
  void aBrokerCrashDuringPublishingIsSurvived() throws Exception {
    assumeTrue(broker.isEmbedded(), "only the embedded broker can be stopped here");
    try (DaemonProcess daemon = daemon("a").start().awaitReady()) {
      for (int round = 0; round < 3; round++) {
        long first = 1000L * (round + 1);
        Thread ganeti =
            new Thread(
                () -> {
                  for (long id = first; id < first + 500; id++) {
                    queue.write(id, job(id, instance(id), "success"));
                  }
                });
        ganeti.start();
        broker.stop();
        ganeti.join();
        broker.startAgain();
        // The daemon is not responsible for messages that the broker confirmed and then lost. New
        // ones must arrive.
        queue.write(first + 900, job(first + 900, instance(1), "success"));
        String last = first + 900 + "/0 success";
        daemon.awaitReady();
        try (MessageCollector inbox = new MessageCollector(broker, queueNames)) {
          await().atMost(LONG).until(() -> inbox.statuses().contains(last));
        }
      }
      assertThat(daemon.log()).doesNotContain("unexpected", "\tat ");
    }
  }

  @Test
  void aDeletedQueueIsDeclaredAgainAndNothingIsLost() throws Exception {
    try (DaemonProcess daemon = daemon("a").start().awaitReady()) {
      try (Connection connection = broker.connect()) {
        connection.createChannel().queueDelete(queueNames[0]);
      }
      queue.write(1, job(1, instance(1), "success"));

      await().atMost(LONG).ignoreExceptions().until(() -> messagesIn(queueNames[0]) == 1);
      assertThat(daemon.log()).contains("trying again");
    }
  }

  @Test
  void severalDaemonsDoNotDisturbEachOther() throws Exception {
    try (DaemonProcess one = daemon("one").start().awaitReady();
        DaemonProcess other = daemon("other").start().awaitReady();
        MessageCollector inbox = new MessageCollector(broker, queueNames)) {
      for (int id = 1; id <= 20; id++) {
        spoolNetwork("net-%d.json".formatted(id), id);
        queue.write(id, job(id, instance(id), "success"));
      }
      await().atMost(LONG).until(() -> distinctIds(inbox) == 40);
      await().atMost(LONG).until(() -> spool.toFile().list().length == 0);
      assertThat(one.terminate()).isEqualTo(143);
      assertThat(other.terminate()).isEqualTo(143);
      assertThat(one.log() + other.log()).doesNotContain("Exception", "rejected");
    }
  }

  @Test
  void nothingIsLostOrReorderedWhenTheDaemonIsKilledRepeatedly() throws Exception {
    Random random = new Random(20_111_115);
    int jobs = 120;
    Map<Integer, Integer> steps = new HashMap<>();
    List<String> life = List.of("queued", "waiting", "running", "canceling");
    List<String> ends = List.of("success", "error", "canceled");
    try (DaemonProcess daemon = daemon("a").start().awaitReady();
        MessageCollector inbox = new MessageCollector(broker, queueNames)) {
      List<Integer> open = new ArrayList<>(IntStream.rangeClosed(1, jobs).boxed().toList());
      int writes = 0;
      while (!open.isEmpty()) {
        int id = open.get(random.nextInt(Math.min(open.size(), 15)));
        int step = steps.merge(id, 1, Integer::sum) - 1;
        boolean last = step >= life.size() || random.nextInt(6) == 0;
        String status = last ? ends.get(id % ends.size()) : life.get(step);
        queue.write(id, job(id, instance(id), status));
        if (last) {
          open.remove(Integer.valueOf(id));
        }
        if (++writes % 60 == 0) {
          daemon.kill();
          Files.deleteIfExists(daemon.readyFile());
          daemon.start();
        }
      }
      daemon.awaitReady();
      await().atMost(LONG).until(() -> finished(inbox) == jobs);
      assertThat(writes).isGreaterThan(jobs);
      assertRanksNeverDecrease(inbox);
    }
  }

  private static long finished(MessageCollector inbox) {
    return inbox.messages().stream()
        .map(OperationStatus.class::cast)
        .filter(status -> status.status().isTerminal())
        .map(OperationStatus::jobId)
        .distinct()
        .count();
  }

  private static void assertRanksNeverDecrease(MessageCollector inbox) {
    Map<Long, Integer> ranks = new HashMap<>();
    for (MessageCollector.Delivery delivery : inbox.deliveries()) {
      OperationStatus status = (OperationStatus) delivery.message();
      Integer before = ranks.put(status.jobId(), status.status().rank());
      assertThat(status.status().rank())
          .as("job %d", status.jobId())
          .isGreaterThanOrEqualTo(before == null ? 0 : before);
    }
  }
}
