package org.synnefo.cyclades.admin.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Where the broker is; the dispatcher's names. */
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
}
