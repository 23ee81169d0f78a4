package org.synnefo.cyclades.ganeti.client;

import java.util.Map;
import java.util.Optional;

/**
 * A new installation on an instance's disks: one job that stops the instance, installs it and, if
 * wanted, starts it.
 *
 * @param os the operating system definition; empty for the one it has
 * @param osparams parameters of the definition that differ from the instance's
 * @param start whether the instance is started afterwards
 */
public record ReinstallInstance(Optional<String> os, Map<String, String> osparams, boolean start) {

  public ReinstallInstance {
    osparams = Map.copyOf(osparams);
  }

  @Override
  public String toString() {
    // The parameters may hold a password.
    return "ReinstallInstance[os=" + os + ", start=" + start + "]";
  }
}
