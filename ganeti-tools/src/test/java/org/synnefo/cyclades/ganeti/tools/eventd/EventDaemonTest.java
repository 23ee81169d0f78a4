package org.synnefo.cyclades.ganeti.tools.eventd;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.ganeti.tools.QueueFixture;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.message.NetworkStatus;
import org.synnefo.cyclades.model.message.OperationStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.synnefo.cyclades.ganeti.tools.QueueFixture.job;

/** The daemon's process against a real broker. */
class EventDaemonTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private static TestBroker broker;

  @TempDir private Path directory;
  private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8);
  private final String[] queueNames = {
    prefix + "-events-op", prefix + "-events-net", prefix + "-events-progress"
  };
  private Path queueDirectory;
  private Path spool;
  private QueueFixture queue;

  @BeforeAll
  static void startBroker() {
    broker = new TestBroker();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void makeDirectories() throws Exception {
    queueDirectory = Files.createDirectory(directory.resolve("queue"));
    spool = Files.createDirectory(directory.resolve("spool"));
    queue = new QueueFixture(queueDirectory);
  }

  @AfterEach
  void deleteQueues() throws Exception {
    try (Connection connection = broker.connect()) {
      for (String name : queueNames) {
        Channel channel = connection.createChannel();
        channel.queueDeclare(name, true, false, false, null);
        channel.queueDelete(name);
      }
    }
  }

  private DaemonProcess daemon(String name, String... more) throws Exception {
    return daemon(name, broker.uri(), more);
  }

  private DaemonProcess daemon(String name, URI address, String... more) throws Exception {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--queue=" + queueDirectory,
                "--spool=" + spool,
                "--amqp-url=" + address,
                "--prefix=" + prefix,
                "--cluster=cluster.example.com"));
    options.addAll(List.of(more));
    return new DaemonProcess(Files.createDirectories(directory.resolve(name)), Map.of(), options);
  }

  private String instance(long number) {
    return prefix + "-" + number;
  }

  @Test
  void aJobsStatusesArriveWithAllTheirProperties() throws Exception {
    try (DaemonProcess daemon = daemon("a").start().awaitReady();
        Inbox inbox = new Inbox(broker, queueNames)) {
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
  void whatIsPublishedBeforeAnyConsumerEverRanIsKept() throws Exception {
    try (DaemonProcess daemon = daemon("a").start().awaitReady()) {
      queue.write(1, job(1, instance(1), "success"));
      spoolNetwork("net-1.json", 1);
      await().atMost(LONG).until(() -> spool.toFile().list().length == 0);
      await().atMost(LONG).until(() -> messagesIn(queueNames[0]) == 1);
      assertThat(daemon.terminate()).isIn(0, 143);
    }
    try (Inbox inbox = new Inbox(broker, queueNames)) {
      await().atMost(LONG).until(() -> inbox.deliveries().size() == 2);
      assertThat(inbox.messages())
          .hasAtLeastOneElementOfType(OperationStatus.class)
          .hasAtLeastOneElementOfType(NetworkStatus.class);
      assertThat(inbox.deliveries())
          .extracting(Inbox.Delivery::routingKey)
          .containsExactlyInAnyOrder(
              "ganeti." + prefix + ".event.op", "ganeti." + prefix + ".event.net");
    }
  }

  @Test
  void theEndIsCleanAndTakesTheReadyFileAlong() throws Exception {
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
  void itEndsAtOnceWhileTheBrokerIsAway() throws Exception {
    try (DaemonProcess daemon = daemon("a", URI.create("amqp://guest@127.0.0.1:1/")).start()) {
      await().atMost(LONG).until(() -> daemon.log().contains("trying again"));
      assertThat(daemon.readyFile()).doesNotExist();
      assertThat(daemon.terminate()).isEqualTo(143);
    }
  }

  @Test
  void whatHappensWhileTheBrokerIsAwayIsToldAfterwards() throws Exception {
    assumeTrue(broker.isEmbedded(), "only the embedded broker can be stopped here");
    try (DaemonProcess daemon = daemon("a").start().awaitReady()) {
      try (Inbox inbox = new Inbox(broker, queueNames)) {
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
      try (Inbox inbox = new Inbox(broker, queueNames)) {
        await().atMost(LONG).until(() -> inbox.deliveries().size() == 4);
        assertThat(inbox.messages().stream().filter(OperationStatus.class::isInstance))
            .extracting(message -> ((OperationStatus) message).status())
            .containsExactly(JobStatus.SUCCESS, JobStatus.ERROR, JobStatus.WAITING);
      }
    }
  }

  @Test
  void aBrokerThatDiesInTheMiddleOfSendingIsSurvived() throws Exception {
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
        // What the broker confirmed and forgot is not the daemon's: what comes now must arrive.
        queue.write(first + 900, job(first + 900, instance(1), "success"));
        String last = first + 900 + "/0 success";
        daemon.awaitReady();
        try (Inbox inbox = new Inbox(broker, queueNames)) {
          await().atMost(LONG).until(() -> inbox.statuses().contains(last));
        }
      }
      assertThat(daemon.log()).doesNotContain("unexpected", "\tat ");
    }
  }

  @Test
  void aQueueThatIsDeletedIsMadeAgainAndNothingIsLost() throws Exception {
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
  void anExchangeAndQueuesThatAreThereAlreadyAreUsed() throws Exception {
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
  void severalDaemonsDoNoHarmToOneAnother() throws Exception {
    try (DaemonProcess one = daemon("one").start().awaitReady();
        DaemonProcess other = daemon("other").start().awaitReady();
        Inbox inbox = new Inbox(broker, queueNames)) {
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
  void nothingIsLostNorOutOfOrderHoweverOftenTheDaemonIsKilled() throws Exception {
    Random random = new Random(20_111_115);
    int jobs = 120;
    Map<Integer, Integer> steps = new HashMap<>();
    List<String> life = List.of("queued", "waiting", "running", "canceling");
    List<String> ends = List.of("success", "error", "canceled");
    try (DaemonProcess daemon = daemon("a").start().awaitReady();
        Inbox inbox = new Inbox(broker, queueNames)) {
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
      assertRanksNeverFall(inbox);
    }
  }

  @Test
  void itTakesLittleMemoryHoweverMuchThereIsToTell() throws Exception {
    int jobs = 3000;
    try (DaemonProcess daemon = daemon("a").start().awaitReady();
        Inbox inbox = new Inbox(broker, queueNames)) {
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
  void optionsComeFromTheEnvironmentAndAFileToo() throws Exception {
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
  void aNodeThatIsNotTheMasterTellsItsSpoolButNotTheJobs() throws Exception {
    Path masterFile = Files.writeString(directory.resolve("master"), "node1.example.com\n");
    try (DaemonProcess daemon =
            daemon(
                    "a",
                    "--master-check",
                    "--master-file=" + masterFile,
                    "--host-name=node2.example.com")
                .start()
                .awaitReady();
        Inbox inbox = new Inbox(broker, queueNames)) {
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
  void aWrongOptionIsToldInOneLineAndEndsIt() throws Exception {
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

  private static long distinctIds(Inbox inbox) {
    return inbox.deliveries().stream().map(d -> d.properties().getMessageId()).distinct().count();
  }

  private static long finished(Inbox inbox) {
    return inbox.messages().stream()
        .map(OperationStatus.class::cast)
        .filter(status -> status.status().isTerminal())
        .map(OperationStatus::jobId)
        .distinct()
        .count();
  }

  private static void assertRanksNeverFall(Inbox inbox) {
    Map<Long, Integer> ranks = new HashMap<>();
    for (Inbox.Delivery delivery : inbox.deliveries()) {
      OperationStatus status = (OperationStatus) delivery.message();
      Integer before = ranks.put(status.jobId(), status.status().rank());
      assertThat(status.status().rank())
          .as("job %d", status.jobId())
          .isGreaterThanOrEqualTo(before == null ? 0 : before);
    }
  }

  private static String last(List<String> statuses) {
    return statuses.isEmpty() ? "" : statuses.get(statuses.size() - 1);
  }

  private long messagesIn(String name) throws Exception {
    try (Connection connection = broker.connect()) {
      return connection.createChannel().queueDeclarePassive(name).getMessageCount();
    }
  }

  private void spoolNetwork(String name, long number) throws Exception {
    Path temporary =
        Files.writeString(
            spool.resolve(".tmp-" + name),
            "{\"type\": \"ganeti-net-status\", \"instance\": \"%s\", \"nics\": []}"
                .formatted(instance(number)));
    Files.move(temporary, spool.resolve(name));
  }
}
