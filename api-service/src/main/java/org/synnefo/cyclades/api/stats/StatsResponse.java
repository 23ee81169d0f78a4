package org.synnefo.cyclades.api.stats;

import org.synnefo.cyclades.api.representation.View;

/** The URLs of a server's graphs. */
public record StatsResponse(Stats stats) implements View {

  /**
   * @param serverRef id of the server
   * @param refresh seconds after which clients should reload the graphs
   */
  public record Stats(
      long serverRef,
      long refresh,
      String cpuBar,
      String cpuTimeSeries,
      String netBar,
      String netTimeSeries) {}
}
