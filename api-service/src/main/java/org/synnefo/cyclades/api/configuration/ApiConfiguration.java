package org.synnefo.cyclades.api.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Requests and answers. */
@ConfigMapping(prefix = "cyclades.api")
public interface ApiConfiguration {

  /** Where tenants reach the API, without a path. Links in answers begin with it. */
  URI publicUrl();

  /**
   * How far back {@code changes-since} may look.
   *
   * @replaces POLL_LIMIT
   */
  @WithDefault("1h")
  Duration pollLimit();

  /** Largest request body in bytes; larger ones are refused with {@code overLimit}. */
  @WithDefault("262144")
  int maxBodySize();

  /** Most items of one page. */
  @WithDefault("1000")
  int maxPageSize();

  /** Idle connections are closed after this time. */
  @WithDefault("20s")
  Duration idleTimeout();
}
