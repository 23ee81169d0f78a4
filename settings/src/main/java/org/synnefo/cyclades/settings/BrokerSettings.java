package org.synnefo.cyclades.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Message broker. Used by the API and the dispatcher, and by the event daemon where it has no
 * {@code --amqp-url}.
 */
@ConfigMapping(prefix = "")
public interface BrokerSettings {

  /**
   * Name or address of the broker.
   *
   * @replaces RABBIT_HOST
   */
  @WithName("rabbitmq-host")
  @WithDefault("127.0.0.1")
  String host();

  /** Port of the broker; usually 5671 with TLS. */
  @WithName("rabbitmq-port")
  @WithDefault("5672")
  int port();

  /**
   * User at the broker.
   *
   * @replaces RABBIT_USERNAME
   */
  @WithName("rabbitmq-username")
  @WithDefault("guest")
  String username();

  /**
   * The user's password.
   *
   * @replaces RABBIT_PASSWORD
   */
  @WithName("rabbitmq-password")
  @WithDefault("guest")
  String password();

  /**
   * Virtual host that holds the exchanges and queues.
   *
   * @replaces RABBIT_VHOST
   */
  @WithName("rabbitmq-virtual-host")
  @WithDefault("/")
  String virtualHost();

  /** Whether to use TLS. The broker's certificate and its host name are verified. */
  @WithName("rabbitmq-ssl")
  @WithDefault("false")
  boolean ssl();

  /**
   * PEM file with the authorities that may sign the broker's certificate. Without one, those that
   * the Java runtime trusts.
   */
  @WithName("rabbitmq-ca-certificate")
  Optional<Path> caCertificate();

  /** How long to wait for a connection, and for the broker's answer to a request. */
  @WithName("rabbitmq-connect-timeout")
  @WithDefault("5s")
  Duration connectTimeout();

  /**
   * Type of the queues, such as {@code quorum}; the same for every program that declares them.
   * Without it no {@code x-queue-type} is sent, and the broker's default applies.
   */
  @WithName("cyclades.queue-type")
  Optional<String> queueType();
}
