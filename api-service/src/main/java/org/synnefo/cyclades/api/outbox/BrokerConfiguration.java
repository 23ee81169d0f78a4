package org.synnefo.cyclades.api.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the broker is. */
@ConfigMapping(prefix = "cyclades.broker")
public interface BrokerConfiguration {

  String host();

  int port();

  String username();

  String password();

  @WithDefault("/")
  String virtualHost();

  /** Whether to speak TLS, with the runtime's trust store. */
  @WithDefault("false")
  boolean tls();

  @WithDefault("5S")
  Duration connectTimeout();
}
