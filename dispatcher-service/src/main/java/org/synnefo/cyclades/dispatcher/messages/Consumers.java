package org.synnefo.cyclades.dispatcher.messages;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.synnefo.cyclades.dispatcher.commands.CommandProcessor;
import org.synnefo.cyclades.dispatcher.configuration.DispatcherConfiguration;
import org.synnefo.cyclades.dispatcher.networks.NetworkStatusHandler;
import org.synnefo.cyclades.dispatcher.operations.OperationStatusHandler;
import org.synnefo.cyclades.dispatcher.progress.ProgressHandler;
import org.synnefo.cyclades.model.message.CommandMessage;
import org.synnefo.cyclades.model.message.CreateProgress;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.NetworkStatus;
import org.synnefo.cyclades.model.message.OperationStatus;

/**
 * The queues that are consumed, and who handles what comes. A message is acknowledged when its
 * method returns.
 */
@ApplicationScoped
class Consumers {

  private final Delivery delivery;
  private final MessageTopology topology;
  private final OperationStatusHandler operations;
  private final NetworkStatusHandler networks;
  private final ProgressHandler progress;
  private final CommandProcessor commands;

  Consumers(
      Delivery delivery,
      DispatcherConfiguration configuration,
      OperationStatusHandler operations,
      NetworkStatusHandler networks,
      ProgressHandler progress,
      CommandProcessor commands) {
    this.delivery = delivery;
    this.topology = new MessageTopology(configuration.backendPrefix());
    this.operations = operations;
    this.networks = networks;
    this.progress = progress;
    this.commands = commands;
  }

  @Incoming("operations")
  @Blocking(ordered = false)
  void operation(byte[] body, IncomingRabbitMQMetadata metadata) {
    delivery.deliver(
        topology.operations().name(), body, metadata, OperationStatus.class, operations::handle);
  }

  @Incoming("networks")
  @Blocking(ordered = false)
  void network(byte[] body, IncomingRabbitMQMetadata metadata) {
    delivery.deliver(
        topology.networks().name(), body, metadata, NetworkStatus.class, networks::handle);
  }

  @Incoming("progress")
  @Blocking(ordered = false)
  void progress(byte[] body, IncomingRabbitMQMetadata metadata) {
    delivery.deliver(
        topology.progress().name(), body, metadata, CreateProgress.class, progress::handle);
  }

  @Incoming("commands")
  @Blocking(ordered = false)
  void command(byte[] body, IncomingRabbitMQMetadata metadata) {
    delivery.deliver(
        topology.commands().name(),
        body,
        metadata,
        CommandMessage.class,
        message -> commands.process(message.id()));
  }
}
