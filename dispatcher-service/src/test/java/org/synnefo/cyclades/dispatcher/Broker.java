package org.synnefo.cyclades.dispatcher;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.settings.BrokerSettings;

/** Publishes as the tools and the API do. */
final class Broker implements AutoCloseable {

  private final Connection connection;
  private final Channel channel;

  Broker(BrokerSettings configuration) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(configuration.host());
    factory.setPort(configuration.port());
    factory.setUsername(configuration.username());
    factory.setPassword(configuration.password());
    connection = factory.newConnection("test");
    channel = connection.createChannel();
  }

  void publish(MessageTopology.Queue queue, String body) throws Exception {
    publish(queue.exchange(), queue.bindingKey().replace("*", "test"), body);
  }

  private void publish(String exchange, String key, String body) throws Exception {
    channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .deliveryMode(2)
            .contentType("application/json")
            .headers(Map.of("x-test", "yes"))
            .build();
    channel.basicPublish(exchange, key, properties, body.getBytes(StandardCharsets.UTF_8));
  }

  void deleteQueue(String queue) throws Exception {
    channel.queueDelete(queue);
  }

  @Override
  public void close() throws Exception {
    connection.close();
  }
}
