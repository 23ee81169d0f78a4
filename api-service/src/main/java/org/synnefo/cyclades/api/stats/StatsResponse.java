package org.synnefo.cyclades.api.stats;

import org.synnefo.cyclades.api.representation.View;

/** Where graphs of a server are. */
public record StatsResponse(Stats stats) implements View {

  /**
   * @param serverRef id of the server
   * @param refresh seconds after which to look again
   */
  public record Stats(
      long serverRef,
      long refresh,
      String cpuBar,
      String cpuTimeSeries,
      String netBar,
      String netTimeSeries) {}
}
