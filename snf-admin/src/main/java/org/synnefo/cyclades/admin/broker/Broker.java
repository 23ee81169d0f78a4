package org.synnefo.cyclades.admin.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.synnefo.cyclades.admin.output.CommandFailedException;
import org.synnefo.cyclades.admin.settings.Settings;

/** Publishes single messages, each confirmed by the broker and taken by a queue. */
public final class Broker {

  static final String HOST = "rabbitmq-host";
  static final String PORT = "rabbitmq-port";
  static final String USERNAME = "rabbitmq-username";
  static final String PASSWORD = "rabbitmq-password";
  static final String VIRTUAL_HOST = "rabbitmq-virtual-host";
  private static final String TLS = "rabbitmq-ssl";
  private static final int DEFAULT_PORT = 5672;

  private static final int PERSISTENT = 2;
  private static final int PATIENCE_MILLIS = 10_000;

  private final Settings settings;

  public Broker(Settings settings) {
    this.settings = settings;
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
   * @throws CommandFailedException if it was not taken
   */
  public void publish(Outgoing message) {
    ConnectionFactory factory = factory();
    Connection connection = null;
    try {
      connection = factory.newConnection("snf-admin");
      publish(connection, message);
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      throw new BrokerErrors(factory).failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailedException.failure("interrupted while the broker was to confirm a message");
    } finally {
      if (connection != null) {
        connection.abort(PATIENCE_MILLIS);
      }
    }
  }

  private static void publish(Connection connection, Outgoing message)
      throws IOException, TimeoutException, InterruptedException {
    Channel channel = connection.createChannel();
    AtomicBoolean returned = new AtomicBoolean();
    channel.addReturnListener(unroutable -> returned.set(true));
    channel.confirmSelect();
    channel.basicPublish(
        message.exchange(), message.routingKey(), true, properties(message), message.body());
    if (!channel.waitForConfirms(PATIENCE_MILLIS) || returned.get()) {
      throw CommandFailedException.failure(
          "no queue takes '%s'; start a dispatcher with this broker once, which declares the queues",
          message.routingKey());
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

  private ConnectionFactory factory() {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(settings.text(HOST).orElse("127.0.0.1"));
    factory.setPort(settings.port(PORT, DEFAULT_PORT));
    factory.setUsername(settings.text(USERNAME).orElse("guest"));
    factory.setPassword(settings.text(PASSWORD).orElse("guest"));
    factory.setVirtualHost(settings.text(VIRTUAL_HOST).orElse("/"));
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(PATIENCE_MILLIS);
    factory.setHandshakeTimeout(PATIENCE_MILLIS);
    factory.setChannelRpcTimeout(PATIENCE_MILLIS);
    if (settings.isOn(TLS)) {
      try {
        factory.useSslProtocol(SSLContext.getDefault());
        factory.enableHostnameVerification();
      } catch (GeneralSecurityException e) {
        throw CommandFailedException.failure("this Java runtime has no TLS: %s", e.getMessage());
      }
    }
    return factory;
  }
}
