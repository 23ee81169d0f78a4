package org.synnefo.cyclades.ganeti.tools.eventd;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.synnefo.cyclades.ganeti.tools.QueueFixture;

/** Provides a broker, a job queue and a spool for tests of the daemon. */
abstract class DaemonTestBase {

  static final Duration LONG = Duration.ofSeconds(30);

  static TestBroker broker;

  @TempDir Path directory;
  final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8);
  final String[] queueNames = {
    prefix + "-events-op", prefix + "-events-net", prefix + "-events-progress"
  };
  Path queueDirectory;
  Path spool;
  QueueFixture queue;

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

  DaemonProcess daemon(String name, String... more) throws Exception {
    return daemon(name, broker.uri(), more);
  }

  DaemonProcess daemon(String name, URI address, String... more) throws Exception {
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

  String instance(long number) {
    return prefix + "-" + number;
  }

  static long distinctIds(MessageCollector inbox) {
    return inbox.deliveries().stream().map(d -> d.properties().getMessageId()).distinct().count();
  }

  long messagesIn(String name) throws Exception {
    try (Connection connection = broker.connect()) {
      return connection.createChannel().queueDeclarePassive(name).getMessageCount();
    }
  }

  void spoolNetwork(String name, long number) throws Exception {
    Path temporary =
        Files.writeString(
            spool.resolve(".tmp-" + name),
            "{\"type\": \"ganeti-net-status\", \"instance\": \"%s\", \"nics\": []}"
                .formatted(instance(number)));
    Files.move(temporary, spool.resolve(name));
  }
}
