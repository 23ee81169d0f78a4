package org.synnefo.cyclades.ganeti.tools.eventd;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.model.message.NetworkStatus;
import org.synnefo.cyclades.model.message.OperationStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.synnefo.cyclades.ganeti.tools.QueueFixture.job;

/** Tests the daemon's process with a real broker. */
class EventDaemonTest extends DaemonTestBase {

  @Test
  void statusesArriveWithAllProperties() throws Exception {
    try (DaemonProcess daemon = daemon("a").start().awaitReady();
        MessageCollector inbox = new MessageCollector(broker, queueNames)) {
      for (String status : List.of("queued", "waiting", "running", "success")) {
        queue.write(3, job(3, instance(1), status));
        await().atMost(LONG).until(() -> last(inbox.statuses()).equals("3/0 " + status));
      }
      assertThat(daemon.log()).contains("ready");

      assertThat(inbox.statuses())
          .containsExactly("3/0 queued", "3/0 waiting", "3/0 running", "3/0 success");
      assertThat(inbox.deliveries())
          .allSatisfy(
              delivery -> {
                assertThat(delivery.routingKey()).isEqualTo("ganeti." + prefix + ".event.op");
                assertThat(delivery.properties().getType()).isEqualTo("ganeti-op-status");
                assertThat(delivery.properties().getContentType()).isEqualTo("application/json");
                assertThat(delivery.properties().getDeliveryMode()).isEqualTo(2);
                assertThat(delivery.properties().getTimestamp()).isNotNull();
              });
      assertThat(inbox.deliveries())
          .extracting(delivery -> delivery.properties().getMessageId())
          .doesNotHaveDuplicates()
          .allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(3));
      OperationStatus first = (OperationStatus) inbox.messages().get(0);
      assertThat(first.cluster()).isEqualTo("cluster.example.com");
      assertThat(first.eventTime()).isNotNull();
    }
  }

  @Test
  void messagesPublishedBeforeAnyConsumerRanAreKept() throws Exception {
    try (DaemonProcess daemon = daemon("a").start().awaitReady()) {
      queue.write(1, job(1, instance(1), "success"));
      spoolNetwork("net-1.json", 1);
      await().atMost(LONG).until(() -> spool.toFile().list().length == 0);
      await().atMost(LONG).until(() -> messagesIn(queueNames[0]) == 1);
      assertThat(daemon.terminate()).isIn(0, 143);
    }
    try (MessageCollector inbox = new MessageCollector(broker, queueNames)) {
      await().atMost(LONG).until(() -> inbox.deliveries().size() == 2);
      assertThat(inbox.messages())
          .hasAtLeastOneElementOfType(OperationStatus.class)
          .hasAtLeastOneElementOfType(NetworkStatus.class);
      assertThat(inbox.deliveries())
          .extracting(MessageCollector.Delivery::routingKey)
          .containsExactlyInAnyOrder(
              "ganeti." + prefix + ".event.op", "ganeti." + prefix + ".event.net");
    }
  }

  @Test
  void aCleanShutdownRemovesTheReadyFile() throws Exception {
    try (DaemonProcess daemon = daemon("a").start().awaitReady()) {
      long begin = System.nanoTime();
      int status = daemon.terminate();

      assertThat(status).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      assertThat(daemon.readyFile()).doesNotExist();
      assertThat(daemon.log()).doesNotContain("Exception");
    }
  }

  @Test
  void existingExchangesAndQueuesAreUsed() throws Exception {
    try (Connection connection = broker.connect()) {
      Channel channel = connection.createChannel();
      channel.exchangeDeclare("ganeti", BuiltinExchangeType.TOPIC, true);
      channel.queueDeclare(queueNames[0], true, false, false, null);
    }
    try (DaemonProcess daemon = daemon("a").start().awaitReady()) {
      queue.write(1, job(1, instance(1), "success"));
      await().atMost(LONG).until(() -> messagesIn(queueNames[0]) == 1);
      assertThat(daemon.readyFile()).exists();
    }
  }

  @Test
  void memoryStaysLowWithManyJobs() throws Exception {
    int jobs = 3000;
    try (DaemonProcess daemon = daemon("a").start().awaitReady();
        MessageCollector inbox = new MessageCollector(broker, queueNames)) {
      for (int id = 1; id <= jobs; id++) {
        queue.write(id, job(id, instance(id), "success"));
      }
      for (int id = 1; id <= 500; id++) {
        spoolNetwork("net-%d.json".formatted(id), id);
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(distinctIds(inbox)).isEqualTo(jobs + 500));
      assertThat(daemon.residentKib()).isLessThan(90 * 1024);
      assertThat(daemon.log()).doesNotContain("OutOfMemory");
    }
  }

  @Test
  void optionsAreReadFromTheEnvironmentAndAFile() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("daemon.properties"),
            "queue=%s\nspool=/nowhere\namqp-password=%s\n".formatted(queueDirectory, password()));
    DaemonProcess daemon =
        new DaemonProcess(
            Files.createDirectory(directory.resolve("a")),
            Map.of(
                "CYCLADES_EVENTD_SPOOL", spool.toString(),
                "CYCLADES_EVENTD_PREFIX", prefix,
                "CYCLADES_EVENTD_AMQP_URL", withoutPassword()),
            List.of("--config=" + config));
    try (daemon) {
      daemon.start().awaitReady();
      queue.write(1, job(1, instance(1), "success"));
      await().atMost(LONG).until(() -> messagesIn(queueNames[0]) == 1);
      assertThat(daemon.log()).contains(spool.toString()).doesNotContain("/nowhere");
    }
  }

  @Test
  void aNodeThatIsNotTheMasterPublishesItsSpoolButNotTheJobs() throws Exception {
    Path masterFile = Files.writeString(directory.resolve("master"), "node1.example.com\n");
    try (DaemonProcess daemon =
            daemon(
                    "a",
                    "--master-check",
                    "--master-file=" + masterFile,
                    "--host-name=node2.example.com")
                .start()
                .awaitReady();
        MessageCollector inbox = new MessageCollector(broker, queueNames)) {
      queue.write(1, job(1, instance(1), "success"));
      spoolNetwork("net-1.json", 1);
      await().atMost(LONG).until(() -> inbox.deliveries().size() == 1);
      assertThat(inbox.messages()).hasOnlyElementsOfType(NetworkStatus.class);

      Files.writeString(masterFile, "node2.example.com\n");
      await().atMost(LONG).until(() -> inbox.deliveries().size() == 2);
      assertThat(daemon.log()).contains("is the master");
    }
  }

  @Test
  void anInvalidOptionEndsTheDaemonWithOneLine() throws Exception {
    try (DaemonProcess daemon = daemon("a", URI.create("http://127.0.0.1/")).start()) {
      assertThat(daemon.awaitEnd()).isEqualTo(2);
      assertThat(daemon.log()).contains("--amqp-url").doesNotContain("\tat ");
    }
  }

  private String password() {
    return broker.uri().getUserInfo().split(":", 2)[1];
  }

  private String withoutPassword() {
    return broker.uri().toString().replace(":" + password() + "@", "@");
  }

  private static String last(List<String> statuses) {
    return statuses.isEmpty() ? "" : statuses.get(statuses.size() - 1);
  }
}
