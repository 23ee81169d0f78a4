package org.synnefo.cyclades.local.settings;

import java.util.Map;

/**
 * What a local cloud was set up with; kept in its folder, so that every later command finds it.
 *
 * @param ports where each part listens
 * @param secrets keys, passwords, tokens
 * @param cluster a real cluster, or null for the simulator
 * @param broker the broker that it uses
 */
public record CloudSettings(
    Map<Port, Integer> ports, Secrets secrets, Cluster cluster, Broker broker) {

  public int port(Port port) {
    return ports.get(port);
  }

  /** Where the API is. */
  public String apiUrl() {
    return "http://127.0.0.1:%d/api/v1.1".formatted(port(Port.API));
  }

  public boolean simulated() {
    return cluster == null;
  }
}
