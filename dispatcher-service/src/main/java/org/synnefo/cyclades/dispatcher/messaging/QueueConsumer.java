package org.synnefo.cyclades.dispatcher.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.model.message.MessageTopology;

/** Consumes one queue, as long as {@link #ensure} is called now and then. */
final class QueueConsumer {

  private static final Logger LOG = Logger.getLogger(QueueConsumer.class);

  private final List<MessageTopology.Queue> bindings;
  private final Map<String, Object> arguments;
  private final int prefetch;
  private final Consumer<Delivery> deliveries;

  private volatile Channel channel;
  private volatile boolean consuming;
  private volatile long waiting;

  QueueConsumer(
      List<MessageTopology.Queue> bindings,
      Map<String, Object> arguments,
      int prefetch,
      Consumer<Delivery> deliveries) {
    this.bindings = bindings;
    this.arguments = arguments;
    this.prefetch = prefetch;
    this.deliveries = deliveries;
  }

  String queue() {
    return bindings.get(0).name();
  }

  boolean isConsuming() {
    Channel current = channel;
    return consuming && current != null && current.isOpen();
  }

  /** Messages that waited in the queue when it was last looked at. */
  long waiting() {
    return waiting;
  }

  /** Starts to consume, if it does not. */
  void ensure(Connection connection) throws IOException {
    if (isConsuming()) {
      return;
    }
    stop();
    Channel fresh = connection.createChannel();
    if (fresh == null) {
      throw new IOException("The broker gives no channel");
    }
    channel = fresh;
    fresh.basicQos(prefetch);
    for (MessageTopology.Queue binding : bindings) {
      fresh.exchangeDeclare(binding.exchange(), BuiltinExchangeType.TOPIC, true);
    }
    fresh.queueDeclare(queue(), true, false, false, arguments);
    for (MessageTopology.Queue binding : bindings) {
      fresh.queueBind(queue(), binding.exchange(), binding.bindingKey());
    }
    fresh.basicConsume(queue(), false, new Receiver(fresh));
    consuming = true;
    LOG.infof("consuming queue=%s", queue());
  }

  /** Looks whether the queue is still there: not every broker tells when it deletes one. */
  void verify(Connection connection) throws IOException {
    Channel inspection = connection.createChannel();
    try {
      waiting = inspection.queueDeclarePassive(queue()).getMessageCount();
    } catch (IOException missing) {
      consuming = false;
      throw missing;
    } finally {
      close(inspection);
    }
  }

  void stop() {
    consuming = false;
    Channel current = channel;
    channel = null;
    if (current != null) {
      close(current);
    }
  }

  private static void close(Channel channel) {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException | TimeoutException gone) {
      LOG.debugf(gone, "a channel was closed by the other side");
    }
  }

  private final class Receiver extends DefaultConsumer {

    private Receiver(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      deliveries.accept(new Delivery(getChannel(), envelope, properties, body));
    }

    @Override
    public void handleCancel(String tag) {
      if (getChannel() == channel) {
        LOG.warnf("the broker ended the consumption of queue=%s", queue());
        consuming = false;
      }
    }
  }
}
