package org.synnefo.cyclades.dispatcher.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** Where the broker is. */
@ConfigMapping(prefix = "")
public interface BrokerConfiguration {

  @WithName("rabbitmq-host")
  @WithDefault("127.0.0.1")
  String host();

  @WithName("rabbitmq-port")
  @WithDefault("5672")
  int port();

  @WithName("rabbitmq-username")
  @WithDefault("guest")
  String username();

  @WithName("rabbitmq-password")
  @WithDefault("guest")
  String password();

  @WithName("rabbitmq-virtual-host")
  @WithDefault("/")
  String virtualHost();

  /** Whether the connection is encrypted, and the broker's name is checked. */
  @WithName("rabbitmq-ssl")
  @WithDefault("false")
  boolean ssl();

  /**
   * Type of the queues ({@code quorum}), the same for all who declare them; none: the broker's
   * default, and no argument is sent.
   */
  @WithName("cyclades.queue-type")
  Optional<String> queueType();
}
