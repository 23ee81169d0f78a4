package org.synnefo.cyclades.api.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where tenants reach the console proxy. */
@ConfigMapping(prefix = "cyclades.console")
public interface ConsoleConfiguration {

  /** Host that viewers connect to. */
  @WithDefault("127.0.0.1")
  String host();

  /** Port that viewers connect to. */
  @WithDefault("8777")
  int port();

  /** WebSocket address for browsers ({@code wss://console.example.com/console}); none: not told. */
  Optional<URI> browserUrl();

  /** How many may wait at a time, in one replica, for a cluster to tell where a console is. */
  @WithDefault("4")
  int waitingPerCluster();

  /** How long an access can be used. */
  @WithDefault("60S")
  Duration lifetime();
}
