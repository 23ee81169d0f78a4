package org.synnefo.cyclades.api.stats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** URL templates of graphs; {@code {server}} is replaced by the instance's name. */
@ConfigMapping(prefix = "cyclades.stats")
public interface StatsConfiguration {

  /** How often a client should look again. */
  @WithDefault("60S")
  Duration refresh();

  @WithDefault("http://127.0.0.1/stats/{server}/cpu-bar.png")
  String cpuBar();

  @WithDefault("http://127.0.0.1/stats/{server}/cpu-ts.png")
  String cpuTimeSeries();

  @WithDefault("http://127.0.0.1/stats/{server}/net-bar.png")
  String netBar();

  @WithDefault("http://127.0.0.1/stats/{server}/net-ts.png")
  String netTimeSeries();
}
