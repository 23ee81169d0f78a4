package org.synnefo.cyclades.ganeti.client;

import java.util.Map;
import java.util.Optional;

/**
 * A request to reinstall an instance: one job that stops it, installs it and, if wanted, starts it.
 *
 * @param os the OS definition; empty to keep the current one
 * @param osparams OS parameters that differ from the instance's
 * @param start whether to start the instance afterwards
 */
public record ReinstallInstance(Optional<String> os, Map<String, String> osparams, boolean start) {

  public ReinstallInstance {
    osparams = Map.copyOf(osparams);
  }

  @Override
  public String toString() {
    // The parameters may contain a password.
    return "ReinstallInstance[os=" + os + ", start=" + start + "]";
  }
}
