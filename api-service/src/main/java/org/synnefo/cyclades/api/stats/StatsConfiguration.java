package org.synnefo.cyclades.api.stats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Graphs. In their URLs {@code {server}} is replaced by the instance's name. */
@ConfigMapping(prefix = "cyclades.stats")
public interface StatsConfiguration {

  /**
   * How often clients are told to look again.
   *
   * @replaces STATS_REFRESH_PERIOD
   */
  @WithDefault("60s")
  Duration refresh();

  /**
   * URL of the bar that shows the CPU load.
   *
   * @replaces CPU_BAR_GRAPH_URL
   */
  @WithDefault("http://127.0.0.1/stats/{server}/cpu-bar.png")
  String cpuBar();

  /**
   * URL of the CPU load over time.
   *
   * @replaces CPU_TIMESERIES_GRAPH_URL
   */
  @WithDefault("http://127.0.0.1/stats/{server}/cpu-ts.png")
  String cpuTimeSeries();

  /**
   * URL of the bar that shows the network traffic.
   *
   * @replaces NET_BAR_GRAPH_URL
   */
  @WithDefault("http://127.0.0.1/stats/{server}/net-bar.png")
  String netBar();

  /**
   * URL of the network traffic over time.
   *
   * @replaces NET_TIMESERIES_GRAPH_URL
   */
  @WithDefault("http://127.0.0.1/stats/{server}/net-ts.png")
  String netTimeSeries();
}
