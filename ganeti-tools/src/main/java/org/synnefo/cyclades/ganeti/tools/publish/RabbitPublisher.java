package org.synnefo.cyclades.ganeti.tools.publish;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synnefo.cyclades.model.message.CreateProgress;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.NetworkStatus;
import org.synnefo.cyclades.model.message.OperationStatus;

/**
 * A connection to the broker with one channel in confirm mode. It does not recover from a failure;
 * the caller closes it and opens another, because unconfirmed messages have to be sent again
 * anyway.
 */
public final class RabbitPublisher implements Publisher, Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(RabbitPublisher.class);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** Longer than a working broker ever takes. A broker with a disk alarm never answers. */
  private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(20);

  private static final BasicProperties PERSISTENT_JSON =
      MessageProperties.MINIMAL_PERSISTENT_BASIC.builder().contentType("application/json").build();

  private final Connection connection;
  private final Channel channel;
  private final Map<String, String> routingKeys;
  private final AtomicReference<String> returned = new AtomicReference<>();

  private RabbitPublisher(Connection connection, Channel channel, MessageTopology topology) {
    this.connection = connection;
    this.channel = channel;
    this.routingKeys =
        Map.of(
            OperationStatus.TYPE, topology.operationKey(),
            NetworkStatus.TYPE, topology.networkKey(),
            CreateProgress.TYPE, topology.progressKey());
  }

  /**
   * Connects and declares the topology.
   *
   * @throws BrokerUnavailableException if either fails
   */
  public static RabbitPublisher connect(BrokerSettings settings) throws BrokerUnavailableException {
    Connection connection = null;
    try {
      connection = factory(settings).newConnection("cyclades-event-daemon");
      MessageTopology topology = new MessageTopology(settings.prefix());
      TopologyDeclaration.declare(connection, topology, settings);
      Channel channel = connection.createChannel();
      RabbitPublisher publisher = new RabbitPublisher(connection, channel, topology);
      channel.confirmSelect();
      channel.addReturnListener(answer -> publisher.returned.set(answer.getReplyText()));
      return publisher;
    } catch (IOException
        | TimeoutException
        | GeneralSecurityException
        | ShutdownSignalException e) {
      if (connection != null) {
        connection.abort((int) CONNECT_TIMEOUT.toMillis());
      }
      throw BrokerUnavailableException.because(e);
    }
  }

  private static ConnectionFactory factory(BrokerSettings settings)
      throws GeneralSecurityException {
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(settings.uri());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("Not an AMQP address: " + settings.address(), e);
    }
    String path = settings.uri().getPath();
    if (path == null || path.length() <= 1) {
      // The client takes "amqp://host/" as a virtual host with an empty name, which nobody wants.
      factory.setVirtualHost(ConnectionFactory.DEFAULT_VHOST);
    }
    if (settings.password() != null) {
      factory.setPassword(settings.password());
    }
    if ("amqps".equals(settings.uri().getScheme())) {
      verifyPeer(factory);
    }
    factory.setExceptionHandler(new QuietExceptionHandler());
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setConnectionTimeout((int) CONNECT_TIMEOUT.toMillis());
    factory.setHandshakeTimeout((int) CONNECT_TIMEOUT.toMillis());
    factory.setChannelRpcTimeout((int) CONNECT_TIMEOUT.toMillis());
    factory.setRequestedHeartbeat((int) HEARTBEAT.toSeconds());
    return factory;
  }

  /**
   * The client's default for "amqps" trusts everyone. This one uses the JVM's trust store and
   * verifies host names.
   */
  private static void verifyPeer(ConnectionFactory factory) throws NoSuchAlgorithmException {
    factory.useSslProtocol(SSLContext.getDefault());
    factory.enableHostnameVerification();
  }

  /** Errors are thrown at the publishing thread and reported there once. */
  private static final class QuietExceptionHandler extends ForgivingExceptionHandler {
    @Override
    protected void log(String message, Throwable cause) {
      LOG.debug("{}: {}", message, cause.toString());
    }
  }

  /** Whether publishing is worth trying. */
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void publish(List<OutgoingMessage> messages) throws BrokerUnavailableException {
    try {
      returned.set(null);
      for (OutgoingMessage message : messages) {
        channel.basicPublish(
            MessageTopology.GANETI_EXCHANGE,
            routingKeys.get(message.type()),
            true,
            properties(message),
            message.body());
      }
      channel.waitForConfirmsOrDie(CONFIRM_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("interrupted while waiting for confirms", e);
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      if (e instanceof InterruptedIOException) {
        Thread.currentThread().interrupt();
      }
      throw BrokerUnavailableException.because(e);
    }
    // The broker returns an unroutable message before it confirms it.
    String reason = returned.get();
    if (reason != null) {
      throw new BrokerUnavailableException("the broker returned a message: " + reason, null);
    }
  }

  private static BasicProperties properties(OutgoingMessage message) {
    return PERSISTENT_JSON
        .builder()
        .type(message.type())
        .messageId(message.id().toString())
        .timestamp(message.time() == null ? new Date() : Date.from(message.time()))
        .build();
  }

  @Override
  public void close() {
    connection.abort((int) CONNECT_TIMEOUT.toMillis());
  }
}
