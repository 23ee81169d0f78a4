package org.synnefo.cyclades.api.metadata;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Metadata of servers and images. */
@ConfigMapping(prefix = "cyclades.metadata")
public interface MetadataConfiguration {

  /** Most metadata items of one server or image. */
  @WithDefault("40")
  int maxItems();
}
