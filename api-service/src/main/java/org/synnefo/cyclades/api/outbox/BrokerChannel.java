package org.synnefo.cyclades.api.outbox;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.settings.BrokerConnections;
import org.synnefo.cyclades.settings.BrokerSettings;
import org.synnefo.cyclades.settings.RepeatedLine;

/**
 * The connection to the broker. It is opened when something has to be published, and dropped after
 * a failure. Used by one thread at a time.
 */
@ApplicationScoped
public class BrokerChannel {

  private static final Logger LOG = Logger.getLogger(BrokerChannel.class);
  private static final int PERSISTENT = 2;

  private final BrokerSettings settings;

  /** Unroutable messages: some brokers return them, others reject them. */
  private final Set<String> untaken = ConcurrentHashMap.newKeySet();

  private final ConcurrentNavigableMap<Long, String> unconfirmed = new ConcurrentSkipListMap<>();

  private final RepeatedLine complaint = new RepeatedLine(Clock.systemUTC());

  private Connection connection;
  private Channel channel;

  @Inject
  public BrokerChannel(BrokerSettings settings) {
    this.settings = settings;
  }

  /** Whether a connection is open. */
  public synchronized boolean isOpen() {
    return channel != null && channel.isOpen();
  }

  /**
   * Opens a connection if none is open.
   *
   * @throws IOException if there is none; the message tells an operator why
   */
  public synchronized void open() throws IOException {
    if (isOpen()) {
      return;
    }
    close();
    try {
      connection = BrokerConnections.factory(settings).newConnection("cyclades-api");
      channel = connection.createChannel();
      channel.exchangeDeclare(MessageTopology.API_EXCHANGE, BuiltinExchangeType.TOPIC, true);
      channel.confirmSelect();
      channel.addReturnListener(message -> untaken.add(message.getProperties().getMessageId()));
      channel.addConfirmListener(
          (number, multiple) -> settled(number, multiple).clear(),
          (number, multiple) -> {
            Map<Long, String> refused = settled(number, multiple);
            untaken.addAll(refused.values());
            refused.clear();
          });
      complaint.reset();
      LOG.infof("Connected to the broker at %s:%d", settings.host(), settings.port());
    } catch (TimeoutException | IOException | ShutdownSignalException e) {
      close();
      String reason = BrokerConnections.describe(settings, e);
      if (complaint.isDue(reason)) {
        LOG.warnf("%s. Commands wait in the database until it can be used", reason);
      }
      throw new IOException(reason, e);
    }
  }

  /** Publishes a message; {@link #confirm} waits until the broker has accepted it. */
  synchronized void publish(
      String routingKey, UUID id, String type, Map<String, Object> headers, byte[] body)
      throws IOException {
    AMQP.BasicProperties properties =
        new AMQP.BasicProperties.Builder()
            .contentType("application/json")
            .deliveryMode(PERSISTENT)
            .messageId(id.toString())
            .type(type)
            .headers(headers)
            .timestamp(new Date())
            .build();
    unconfirmed.put(channel.getNextPublishSeqNo(), id.toString());
    channel.basicPublish(MessageTopology.API_EXCHANGE, routingKey, true, properties, body);
  }

  /**
   * Waits until the broker has confirmed all published messages.
   *
   * @return ids of the messages that were not routed to any queue, because none is bound yet
   */
  synchronized Set<String> confirm(Duration patience) throws IOException {
    try {
      channel.waitForConfirms(patience.toMillis());
      untaken.addAll(unconfirmed.values());
      unconfirmed.clear();
      Set<String> unroutable = Set.copyOf(untaken);
      untaken.clear();
      return unroutable;
    } catch (TimeoutException e) {
      close();
      throw new IOException("The broker did not confirm in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for the broker's confirms", e);
    }
  }

  /** Closes the connection, if any. */
  @PreDestroy
  synchronized void close() {
    untaken.clear();
    unconfirmed.clear();
    channel = null;
    Connection old = connection;
    connection = null;
    if (old != null && old.isOpen()) {
      old.abort((int) settings.connectTimeout().toMillis());
    }
  }

  private Map<Long, String> settled(long number, boolean multiple) {
    return multiple
        ? unconfirmed.headMap(number, true)
        : unconfirmed.subMap(number, true, number, true);
  }
}
