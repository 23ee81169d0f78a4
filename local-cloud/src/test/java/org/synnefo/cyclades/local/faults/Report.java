package org.synnefo.cyclades.local.faults;

import java.util.logging.Logger;

/** What a test saw, for those who read the build's output. */
final class Report {

  private static final Logger LOG = Logger.getLogger(Report.class.getName());

  private Report() {}

  static void line(String format, Object... arguments) {
    LOG.info(() -> format.formatted(arguments));
  }
}
