package org.synnefo.cyclades.vncproxy.transport;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import org.synnefo.cyclades.vncproxy.rfb.ServerHandshake;

/** Connections to the instances' VNC servers. */
@ConfigMapping(prefix = "cyclades.vncproxy.servers")
public interface ServerSettings {

  /** The cluster's VNC password, where instances have one. */
  Optional<String> password();

  /** TLS by VeNCrypt; {@code possible}: where a server offers it. */
  @WithDefault("none")
  ServerHandshake.Encryption tls();

  /**
   * PEM file of the authority that signs the nodes' certificates, usually the cluster's own. Names
   * in certificates are not compared: instances are reached by address.
   */
  Optional<Path> authority();
}
