package org.synnefo.cyclades.api.testing;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.synnefo.cyclades.model.message.CommandMessage;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.message.MessageTopology;

/** The queue that a dispatcher would consume. */
public final class CommandQueue {

  private final MessageTopology.Queue queue;

  private CommandQueue(MessageTopology.Queue queue) {
    this.queue = queue;
  }

  /** Declares exchange, queue and binding. */
  public static CommandQueue declare() {
    String prefix = ConfigProvider.getConfig().getValue("cyclades.backend-prefix", String.class);
    CommandQueue commands = new CommandQueue(new MessageTopology(prefix).commands());
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(commands.queue.exchange(), BuiltinExchangeType.TOPIC, true);
      channel.queueDeclare(commands.queue.name(), true, false, false, null);
      channel.queueBind(
          commands.queue.name(), commands.queue.exchange(), commands.queue.bindingKey());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return commands;
  }

  /** Removes all messages and returns their verbs. */
  public List<String> verbs() {
    List<String> verbs = new ArrayList<>();
    try (Connection connection = connect();
        Channel channel = connection.createChannel()) {
      for (GetResponse message = channel.basicGet(queue.name(), true);
          message != null;
          message = channel.basicGet(queue.name(), true)) {
        verbs.add(((CommandMessage) MessageJson.read(message.getBody())).verb());
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return verbs;
  }

  private static Connection connect() throws Exception {
    Config config = ConfigProvider.getConfig();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(config.getValue("rabbitmq-host", String.class));
    factory.setPort(config.getValue("rabbitmq-port", Integer.class));
    factory.setUsername(config.getValue("rabbitmq-username", String.class));
    factory.setPassword(config.getValue("rabbitmq-password", String.class));
    return factory.newConnection();
  }
}
