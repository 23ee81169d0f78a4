package org.synnefo.cyclades.vncproxy.transport;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How to get in at the instances' VNC servers. */
@ConfigMapping(prefix = "cyclades.vncproxy.servers")
public interface ServerSettings {

  /** The cluster's VNC password, where the instances ask for one. */
  Optional<String> password();
}
