package org.synnefo.cyclades.local.faults;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synnefo.cyclades.local.parts.RabbitMq;

import static org.awaitility.Awaitility.await;

/** The cloud's RabbitMQ, as tools publish to it and as its operator controls it. */
final class MessageBroker {

  private static final long CONFIRM_MILLIS = 60_000;

  private final URI url;
  private final Map<String, String> environment;

  /**
   * @param environment in which the broker runs, and its command-line program too
   */
  MessageBroker(URI url, Map<String, String> environment) {
    this.url = url;
    this.environment = environment;
  }

  Connection connect() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(url);
    factory.setVirtualHost("/");
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection("test");
  }

  /** Publishes messages, and returns when the broker has them. */
  void publish(String exchange, String key, List<String> bodies) throws Exception {
    try (Connection connection = connect()) {
      Channel channel = connection.createChannel();
      channel.confirmSelect();
      for (String body : bodies) {
        channel.basicPublish(
            exchange,
            key,
            new AMQP.BasicProperties.Builder()
                .deliveryMode(2)
                .contentType("application/json")
                .build(),
            body.getBytes(StandardCharsets.UTF_8));
      }
      channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
    }
  }

  /**
   * Messages in a queue: those that are ready and those that are delivered but not acknowledged.
   */
  long messages(String queue) {
    return control("list_queues", "name", "messages", "--formatter", "csv")
        .lines()
        .map(line -> line.replace("\"", "").split(",", 2))
        .filter(row -> row[0].equals(queue))
        .mapToLong(row -> Long.parseLong(row[1]))
        .sum();
  }

  /** Messages in a queue that are ready for a consumer; none if there is no such queue. */
  int readyMessages(String queue) throws Exception {
    return state(queue).map(AMQP.Queue.DeclareOk::getMessageCount).orElse(0);
  }

  /** Whether a queue exists and has a consumer. */
  boolean hasConsumer(String queue) throws Exception {
    return state(queue).map(AMQP.Queue.DeclareOk::getConsumerCount).orElse(0) > 0;
  }

  /** Asks over AMQP, which takes far less of the processor than to start rabbitmqctl. */
  private Optional<AMQP.Queue.DeclareOk> state(String queue) throws Exception {
    try (Connection connection = connect()) {
      Channel channel = connection.createChannel();
      try {
        return Optional.of(channel.queueDeclarePassive(queue));
      } catch (IOException missing) {
        return Optional.empty();
      }
    }
  }

  /** Declares an exclusive queue of that name, and keeps it while something is done. */
  void replaceByExclusiveQueue(String queue, Runnable work) throws Exception {
    try (Connection connection = connect()) {
      // Its consumer makes it anew, sometimes between the two steps.
      await()
          .ignoreExceptions()
          .until(
              () -> {
                Channel channel = connection.createChannel();
                channel.queueDelete(queue);
                return channel.queueDeclare(queue, false, true, true, Map.of()) != null;
              });
      work.run();
    }
  }

  void deleteQueue(String queue) throws Exception {
    try (Connection connection = connect()) {
      connection.createChannel().queueDelete(queue);
    }
  }

  /** Takes a message; null if there is none. */
  String take(String queue) throws Exception {
    try (Connection connection = connect()) {
      GetResponse message = connection.createChannel().basicGet(queue, true);
      return message == null ? null : new String(message.getBody(), StandardCharsets.UTF_8);
    }
  }

  /** Runs {@code rabbitmqctl}, and returns what it printed. */
  String control(String... arguments) {
    Path program = RabbitMq.installed().orElseThrow().resolveSibling("rabbitmqctl");
    List<String> command =
        new ArrayList<>(
            List.of(program.toString(), "-q", "-n", environment.get("RABBITMQ_NODENAME")));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return Processes.run(builder);
  }
}
