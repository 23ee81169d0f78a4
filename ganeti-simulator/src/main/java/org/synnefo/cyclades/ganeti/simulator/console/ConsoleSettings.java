package org.synnefo.cyclades.ganeti.simulator.console;

/**
 * Where consoles listen.
 *
 * @param host the address
 * @param firstPort the lowest port; 0 for any free port
 * @param lastPort the highest port
 */
public record ConsoleSettings(String host, int firstPort, int lastPort) {

  /** Loopback, with the ports that Ganeti uses. */
  public static ConsoleSettings defaults() {
    return new ConsoleSettings("127.0.0.1", 11000, 11999);
  }

  /** Loopback, with any free ports. */
  public static ConsoleSettings anyPorts() {
    return new ConsoleSettings("127.0.0.1", 0, 0);
  }
}
