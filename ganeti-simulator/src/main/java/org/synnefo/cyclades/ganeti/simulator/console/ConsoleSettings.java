package org.synnefo.cyclades.ganeti.simulator.console;

/**
 * Where consoles listen.
 *
 * @param host the address
 * @param firstPort the lowest port; 0 lets the system choose
 * @param lastPort the highest port
 */
public record ConsoleSettings(String host, int firstPort, int lastPort) {

  /** Loopback, the ports that Ganeti uses. */
  public static ConsoleSettings defaults() {
    return new ConsoleSettings("127.0.0.1", 11000, 11999);
  }

  /** Loopback, any ports. */
  public static ConsoleSettings anyPorts() {
    return new ConsoleSettings("127.0.0.1", 0, 0);
  }
}
