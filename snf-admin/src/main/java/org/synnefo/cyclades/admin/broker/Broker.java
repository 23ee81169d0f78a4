package org.synnefo.cyclades.admin.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/** Publishes single messages, each confirmed by the broker and taken by a queue. */
@ApplicationScoped
public class Broker {

  private static final int PERSISTENT = 2;
  private static final int PATIENCE_MILLIS = 10_000;

  private final BrokerConfiguration configuration;

  Broker(BrokerConfiguration configuration) {
    this.configuration = configuration;
  }

  /**
   * A message.
   *
   * @param exchange empty: the routing key is a queue's name
   * @param type of the body; null where it is not known
   */
  public record Outgoing(
      String exchange, String routingKey, String type, Map<String, Object> headers, byte[] body) {}

  /**
   * @throws IllegalStateException if it was not taken
   */
  public void publish(Outgoing message) {
    try (Connection connection = factory().newConnection("snf-admin");
        Channel channel = connection.createChannel()) {
      AtomicBoolean returned = new AtomicBoolean();
      channel.addReturnListener(unroutable -> returned.set(true));
      channel.confirmSelect();
      channel.basicPublish(
          message.exchange(), message.routingKey(), true, properties(message), message.body());
      if (!channel.waitForConfirms(PATIENCE_MILLIS) || returned.get()) {
        throw new IllegalStateException(
            "No queue takes '%s': has a dispatcher run with this broker?"
                .formatted(message.routingKey()));
      }
    } catch (IOException | TimeoutException e) {
      throw new IllegalStateException(
          "The broker at %s:%d does not take the message"
              .formatted(configuration.host(), configuration.port()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the broker was to confirm", e);
    }
  }

  private static AMQP.BasicProperties properties(Outgoing message) {
    return new AMQP.BasicProperties.Builder()
        .contentType("application/json")
        .deliveryMode(PERSISTENT)
        .messageId(UUID.randomUUID().toString())
        .type(message.type())
        .timestamp(new Date())
        .headers(message.headers())
        .build();
  }

  private ConnectionFactory factory() throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(configuration.host());
    factory.setPort(configuration.port());
    factory.setUsername(configuration.username());
    factory.setPassword(configuration.password());
    factory.setVirtualHost(configuration.virtualHost());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(PATIENCE_MILLIS);
    factory.setHandshakeTimeout(PATIENCE_MILLIS);
    if (configuration.ssl()) {
      try {
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
      } catch (GeneralSecurityException e) {
        throw new IOException("This Java runtime has no TLS", e);
      }
    }
    return factory;
  }
}
