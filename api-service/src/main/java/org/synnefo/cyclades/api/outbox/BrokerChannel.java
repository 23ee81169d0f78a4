package org.synnefo.cyclades.api.outbox;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.model.message.MessageTopology;

/**
 * The connection to the broker. It is opened when there is something to publish and none is open; a
 * connection that failed is dropped. Used by one thread at a time.
 */
@ApplicationScoped
public class BrokerChannel {

  private static final Logger LOG = Logger.getLogger(BrokerChannel.class);
  private static final int PERSISTENT = 2;

  private final BrokerConfiguration configuration;
  private final Set<String> returned = ConcurrentHashMap.newKeySet();

  private Connection connection;
  private Channel channel;

  @Inject
  public BrokerChannel(BrokerConfiguration configuration) {
    this.configuration = configuration;
  }

  /** Whether a connection is open. */
  public synchronized boolean isOpen() {
    return channel != null && channel.isOpen();
  }

  /** Opens a connection if none is open. */
  public synchronized void open() throws IOException {
    if (isOpen()) {
      return;
    }
    close();
    try {
      connection = factory().newConnection("cyclades-api");
      channel = connection.createChannel();
      channel.exchangeDeclare(MessageTopology.API_EXCHANGE, BuiltinExchangeType.TOPIC, true);
      channel.confirmSelect();
      channel.addReturnListener(message -> returned.add(message.getProperties().getMessageId()));
      LOG.infof("Connected to the broker at %s:%d", configuration.host(), configuration.port());
    } catch (TimeoutException e) {
      close();
      throw new IOException("The broker does not answer", e);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Publishes a message; {@link #confirm} tells whether the broker has it. */
  synchronized void publish(String routingKey, UUID id, String type, byte[] body)
      throws IOException {
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(PERSISTENT)
            .messageId(id.toString())
            .type(type)
            .timestamp(new Date())
            .build();
    channel.basicPublish(MessageTopology.API_EXCHANGE, routingKey, true, properties, body);
  }

  /**
   * Waits until the broker has everything that was published.
   *
   * @return ids of those that no queue took, since none is bound yet
   */
  synchronized Set<String> confirm(Duration patience) throws IOException {
    try {
      channel.waitForConfirmsOrDie(patience.toMillis());
      Set<String> unroutable = Set.copyOf(returned);
      returned.clear();
      return unroutable;
    } catch (TimeoutException e) {
      close();
      throw new IOException("The broker did not confirm in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the broker was to confirm", e);
    }
  }

  /** Closes what is open. */
  @PreDestroy
  synchronized void close() {
    returned.clear();
    channel = null;
    Connection old = connection;
    connection = null;
    if (old != null && old.isOpen()) {
      old.abort((int) configuration.connectTimeout().toMillis());
    }
  }

  private ConnectionFactory factory() throws IOException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(configuration.host());
    factory.setPort(configuration.port());
    factory.setUsername(configuration.username());
    factory.setPassword(configuration.password());
    factory.setVirtualHost(configuration.virtualHost());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout((int) configuration.connectTimeout().toMillis());
    if (configuration.tls()) {
      try {
        factory.useSslProtocol(javax.net.ssl.SSLContext.getDefault());
        factory.enableHostnameVerification();
      } catch (GeneralSecurityException e) {
        throw new IOException("This runtime has no TLS", e);
      }
    }
    return factory;
  }
}
