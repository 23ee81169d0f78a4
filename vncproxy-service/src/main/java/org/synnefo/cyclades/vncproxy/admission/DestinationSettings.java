package org.synnefo.cyclades.vncproxy.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Destinations. The proxy connects nowhere else. */
@ConfigMapping(prefix = "cyclades.vncproxy.destinations")
public interface DestinationSettings {

  /**
   * Networks of the Ganeti nodes in CIDR notation, such as {@code 192.0.2.0/24}. Without any, every
   * console is refused.
   */
  Optional<List<String>> networks();

  /** Lowest port allowed; Ganeti gives instances 11000 to 14999. */
  @WithDefault("11000")
  int firstPort();

  /** Highest port allowed. */
  @WithDefault("14999")
  int lastPort();
}
