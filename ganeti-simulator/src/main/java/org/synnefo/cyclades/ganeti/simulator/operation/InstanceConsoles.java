package org.synnefo.cyclades.ganeti.simulator.operation;

import java.util.Set;

/** What an instance that runs consists of, as far as it can be seen from outside: its console. */
public interface InstanceConsoles {

  /**
   * A port for a console that no instance has.
   *
   * @param taken the ports of the other instances
   */
  int newPort(Set<Integer> taken);

  /**
   * Shows the instance's screen.
   *
   * @param port where it was before
   * @return where it is: another port, if that one is not free now
   */
  int start(String instance, int port, Set<Integer> taken);

  /** Closes the screen and its connections. */
  void stop(String instance);
}
