package org.synnefo.cyclades.dispatcher.reconciliation;

import java.util.List;

/**
 * How much of a cluster one look would take for gone or unknown.
 *
 * @param missing servers without an instance
 * @param unknown instances without a server
 */
record Losses(int missing, int unknown) {

  private static final int FEW = 5;
  private static final int PERCENT = 5;
  private static final int ALL = 100;

  static Losses of(List<Drift> drifts) {
    int missing = 0;
    int unknown = 0;
    for (Drift drift : drifts) {
      if (drift instanceof Drift.Missing) {
        missing++;
      } else if (drift instanceof Drift.Unknown || drift instanceof Drift.Leftover) {
        unknown++;
      }
    }
    return new Losses(missing, unknown);
  }

  /**
   * Whether the look is more likely wrong than the database: more than a few, and more than some
   * per cent of the servers, of which no operator knows.
   *
   * @param servers how many the cluster has
   */
  boolean isSuspicious(Losses accepted, int servers) {
    int unexplained =
        Math.max(0, missing - accepted.missing) + Math.max(0, unknown - accepted.unknown);
    return unexplained > FEW && (long) unexplained * ALL > (long) servers * PERCENT;
  }
}
