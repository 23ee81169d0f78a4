package org.synnefo.cyclades.dispatcher.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A message that came and is not acknowledged, with what was tried. */
final class Delivery {

  private final Channel channel;
  private final Envelope envelope;
  private final Map<String, Object> headers;
  private final byte[] body;
  private final Instant received = Instant.now();
  private int attempts;
  private volatile boolean acknowledged;

  Delivery(Channel channel, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
    this.channel = channel;
    this.envelope = envelope;
    this.headers = headers(properties);
    this.body = body;
  }

  byte[] body() {
    return body;
  }

  Map<String, Object> headers() {
    return headers;
  }

  String exchange() {
    return envelope.getExchange();
  }

  String routingKey() {
    return envelope.getRoutingKey();
  }

  Instant received() {
    return received;
  }

  int attempts() {
    return attempts;
  }

  void tried() {
    attempts++;
  }

  /**
   * Whether the broker still waits for an answer. Where its channel is gone, it sends the message
   * again.
   */
  boolean isLive() {
    return !acknowledged && channel.isOpen();
  }

  void acknowledge() {
    if (acknowledged) {
      return;
    }
    acknowledged = true;
    synchronized (channel) {
      try {
        channel.basicAck(envelope.getDeliveryTag(), false);
      } catch (AlreadyClosedException | IOException gone) {
        // The broker delivers the message again, and it changes nothing.
        return;
      }
    }
  }

  private static Map<String, Object> headers(AMQP.BasicProperties properties) {
    Map<String, Object> headers = new HashMap<>();
    if (properties.getHeaders() != null) {
      properties.getHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
    }
    if (properties.getMessageId() != null) {
      headers.put("message_id", properties.getMessageId());
    }
    return headers;
  }
}
