package org.synnefo.cyclades.ganeti.simulator.cluster;

/** The public network of a new cluster; see {@link Network}. */
public record NetworkSettings(
    String name, String network, String gateway, String mode, String link) {

  /** {@code snf-public}, with a range reserved for documentation. */
  public static NetworkSettings defaults() {
    return new NetworkSettings("snf-public", "203.0.113.0/24", "203.0.113.1", "bridged", "br0");
  }
}
