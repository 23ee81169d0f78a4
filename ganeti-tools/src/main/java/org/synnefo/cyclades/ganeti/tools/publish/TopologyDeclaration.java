package org.synnefo.cyclades.ganeti.tools.publish;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.synnefo.cyclades.model.message.MessageTopology;

/**
 * Declares the exchange and the queues of our messages. The queues belong to the consumers, but a
 * broker confirms and drops messages that match no queue. So the queues must exist before anything
 * is published, even if no consumer has ever run.
 */
final class TopologyDeclaration {

  private static final Logger LOG = LoggerFactory.getLogger(TopologyDeclaration.class);

  private TopologyDeclaration() {}

  static void declare(Connection connection, MessageTopology topology, BrokerSettings settings)
      throws IOException, TimeoutException {
    try (Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(MessageTopology.GANETI_EXCHANGE, BuiltinExchangeType.TOPIC, true);
    }
    if (!settings.declareQueues()) {
      return;
    }
    Map<String, Object> arguments =
        settings.queueType() == null ? Map.of() : Map.of("x-queue-type", settings.queueType());
    for (MessageTopology.Queue queue :
        List.of(topology.operations(), topology.networks(), topology.progress())) {
      declareQueue(connection, queue, arguments);
      try (Channel channel = connection.createChannel()) {
        channel.queueBind(queue.name(), queue.exchange(), queue.bindingKey());
      }
    }
  }

  /** An existing queue with other arguments is good enough. */
  private static void declareQueue(
      Connection connection, MessageTopology.Queue queue, Map<String, Object> arguments)
      throws IOException, TimeoutException {
    Channel channel = connection.createChannel();
    try {
      channel.queueDeclare(queue.name(), true, false, false, arguments);
    } catch (IOException e) {
      if (!isInequivalent(e)) {
        throw e;
      }
      LOG.warn("queue {} exists with other arguments and is used as it is", queue.name());
    } finally {
      channel.abort();
    }
  }

  private static boolean isInequivalent(IOException problem) {
    return problem.getCause() instanceof ShutdownSignalException signal
        && signal.getReason() instanceof AMQP.Channel.Close close
        && close.getReplyCode() == AMQP.PRECONDITION_FAILED;
  }
}
