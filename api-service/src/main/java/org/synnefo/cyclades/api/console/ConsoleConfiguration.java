package org.synnefo.cyclades.api.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Consoles. */
@ConfigMapping(prefix = "cyclades.console")
public interface ConsoleConfiguration {

  /** Where viewers reach the console proxy, or its balancer: host. */
  @WithDefault("127.0.0.1")
  String host();

  /** Where viewers reach the console proxy, or its balancer: port. */
  @WithDefault("8777")
  int port();

  /**
   * WebSocket address for browsers, such as {@code wss://console.example.com/console}. Without it
   * no console in browsers is offered.
   */
  Optional<URI> browserUrl();

  /**
   * Requests for consoles of one cluster that may wait in a replica for the cluster's answer;
   * further ones are answered {@code serviceUnavailable} at once.
   */
  @WithDefault("4")
  int waitingPerCluster();

  /** How long a console's one-time password can be used. */
  @WithDefault("60s")
  Duration lifetime();
}
