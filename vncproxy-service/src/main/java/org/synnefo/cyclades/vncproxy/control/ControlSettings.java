package org.synnefo.cyclades.vncproxy.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Control channel that is compatible with snf-vncauthproxy. */
@ConfigMapping(prefix = "cyclades.vncproxy.control")
public interface ControlSettings {

  /** Whether the control channel is open. */
  @WithDefault("false")
  boolean enabled();

  /** Address to listen at for requests. */
  @WithDefault("127.0.0.1")
  String host();

  /** Port to listen at for requests; 0 takes any. */
  @WithDefault("24999")
  int port();

  /** UNIX socket to listen at instead of host and port. */
  Optional<Path> socket();

  /** Lowest port that viewers are given. */
  @WithDefault("25000")
  int firstPort();

  /** Highest port that viewers are given. */
  @WithDefault("30000")
  int lastPort();

  /** How long a port waits for its viewer. */
  @WithDefault("30s")
  Duration lifetime();
}
