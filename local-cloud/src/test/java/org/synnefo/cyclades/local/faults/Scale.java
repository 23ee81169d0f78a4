package org.synnefo.cyclades.local.faults;

import java.util.Random;

/** How long the tests are that can be short: in full with {@code -Psoak}. */
final class Scale {

  private static final boolean FULL = Boolean.getBoolean("cyclades.soak");

  private Scale() {}

  static boolean isFull() {
    return FULL;
  }

  static int of(int brief, int full) {
    return FULL ? full : brief;
  }

  /** Random, but told, so that what it found can be had again with {@code -Dcyclades.seed=}. */
  static Random random() {
    long seed = Long.getLong("cyclades.seed", System.nanoTime());
    Report.line("seed %d", seed);
    return new Random(seed);
  }
}
