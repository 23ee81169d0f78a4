package org.synnefo.cyclades.api.metadata;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of metadata. */
@ConfigMapping(prefix = "cyclades.metadata")
public interface MetadataConfiguration {

  /** Most items of one server or image. */
  @WithDefault("40")
  int maxItems();
}
