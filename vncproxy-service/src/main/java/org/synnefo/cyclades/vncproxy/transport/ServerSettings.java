package org.synnefo.cyclades.vncproxy.transport;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake;

/** How to get in at the instances' VNC servers. */
@ConfigMapping(prefix = "cyclades.vncproxy.servers")
public interface ServerSettings {

  /** The cluster's VNC password, where the instances ask for one. */
  Optional<String> password();

  /** TLS by VeNCrypt: none, possible (where a server offers it) or required. */
  @WithDefault("none")
  ServerHandshake.Encryption tls();

  /**
   * PEM file of the authority that signs the nodes' certificates, usually the cluster's own. Names
   * in certificates are not compared: instances are reached by address, and the authority signs
   * nothing else.
   */
  Optional<Path> authority();
}
