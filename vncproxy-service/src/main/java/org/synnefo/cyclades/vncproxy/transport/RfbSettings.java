package org.synnefo.cyclades.vncproxy.transport;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The port that viewers connect to. */
@ConfigMapping(prefix = "cyclades.vncproxy.rfb")
public interface RfbSettings {

  /** Address to listen at. */
  @WithDefault("127.0.0.1")
  String host();

  /** Port to listen at; 0 takes any. */
  @WithDefault("8777")
  int port();

  /** Connections that may wait to be accepted. */
  @WithDefault("1024")
  int backlog();
}
