package org.synnefo.cyclades.ganeti.tools.eventd;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.synnefo.cyclades.model.message.InvalidMessageException;
import org.synnefo.cyclades.model.message.Message;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.message.OperationStatus;

/** Collects the messages of some queues, in order of arrival. */
final class MessageCollector implements AutoCloseable {

  private final Connection connection;
  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

  record Delivery(String routingKey, AMQP.BasicProperties properties, Message message) {}

  MessageCollector(TestBroker broker, String... queues) throws Exception {
    connection = broker.connect();
    Channel channel = connection.createChannel();
    for (String queue : queues) {
      channel.basicConsume(queue, true, new Collector(channel));
    }
  }

  private final class Collector extends DefaultConsumer {

    Collector(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      try {
        deliveries.add(new Delivery(envelope.getRoutingKey(), properties, MessageJson.read(body)));
      } catch (InvalidMessageException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  List<Message> messages() {
    return deliveries.stream().map(Delivery::message).toList();
  }

  /** The operations that arrived, as {@code job/opcode status}. */
  List<String> statuses() {
    return messages().stream()
        .map(OperationStatus.class::cast)
        .map(s -> "%d/%d %s".formatted(s.jobId(), s.opIndex(), s.status().wireName()))
        .toList();
  }

  @Override
  public void close() {
    connection.abort();
  }
}
