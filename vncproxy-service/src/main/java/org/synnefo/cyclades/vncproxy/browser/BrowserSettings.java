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
   * Origins of the pages that may open a console, such as {@code https://cloud.example.com}.
   * Without any, browsers are refused. Other viewers send no origin and need none.
   */
  Optional<List<String>> origins();

  /** How often a browser is pinged, so that nothing in between closes an idle connection. */
  @WithDefault("25s")
  Duration ping();
}
