package org.synnefo.cyclades.api.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Settings of the API as a whole. */
@ConfigMapping(prefix = "cyclades.api")
public interface ApiConfiguration {

  /** Where tenants reach the API, without path: links begin with it. */
  URI publicUrl();

  /** How far back {@code changes-since} may look. */
  @WithDefault("3600S")
  Duration pollLimit();

  /** Largest request body that is read, in bytes. */
  @WithDefault("262144")
  int maxBodySize();

  /** Most items of one page. */
  @WithDefault("1000")
  int maxPageSize();

  /** An idle connection is closed after this. */
  @WithDefault("20S")
  Duration idleTimeout();
}
