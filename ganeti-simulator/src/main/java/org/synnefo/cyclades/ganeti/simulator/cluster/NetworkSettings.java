package org.synnefo.cyclades.ganeti.simulator.cluster;

/** The public network that a new cluster has; see {@link Network}. */
public record NetworkSettings(
    String name, String network, String gateway, String mode, String link) {

  /** {@code snf-public}, a range for documentation. */
  public static NetworkSettings defaults() {
    return new NetworkSettings("snf-public", "203.0.113.0/24", "203.0.113.1", "bridged", "br0");
  }
}
