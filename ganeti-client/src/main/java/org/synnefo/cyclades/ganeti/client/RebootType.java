package org.synnefo.cyclades.ganeti.client;

import java.util.Locale;

/** How an instance is rebooted. */
public enum RebootType {
  /** The guest is asked. */
  SOFT,
  /** The machine is restarted. */
  HARD;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
