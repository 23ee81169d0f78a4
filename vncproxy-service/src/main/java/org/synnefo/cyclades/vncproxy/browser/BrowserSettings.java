package org.synnefo.cyclades.vncproxy.browser;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Consoles in browsers. */
@ConfigMapping(prefix = "cyclades.vncproxy.browser")
public interface BrowserSettings {

  /**
   * Origins of the pages that may open a console, as {@code https://cloud.example.com}, with commas
   * between. None by default: browsers are refused. Viewers that are no browsers send no origin,
   * and are not asked for one.
   */
  Optional<List<String>> origins();

  /** How often a browser is pinged, so that nothing in between takes its connection for dead. */
  @WithDefault("PT25S")
  Duration ping();
}
