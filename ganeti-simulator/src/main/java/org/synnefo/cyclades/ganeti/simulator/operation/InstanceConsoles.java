package org.synnefo.cyclades.ganeti.simulator.operation;

import java.util.Set;

/** The consoles of running instances. */
public interface InstanceConsoles {

  /**
   * Chooses a port for a console that no instance uses.
   *
   * @param taken the ports of the other instances
   */
  int newPort(Set<Integer> taken);

  /**
   * Starts an instance's console.
   *
   * @param port its previous port
   * @return its port; a different one if the previous one is in use
   */
  int start(String instance, int port, Set<Integer> taken);

  /** Closes an instance's console and its connections. */
  void stop(String instance);
}
