package org.synnefo.cyclades.ganeti.simulator.cluster;

/**
 * A NIC of an instance.
 *
 * @param name its name, or null
 * @param ip its address, or null
 * @param mode {@code bridged} or {@code routed}
 * @param network the name of its network, or null
 */
public record Nic(
    String uuid, String name, String mac, String ip, String mode, String link, String network) {

  public Nic withName(String newName) {
    return new Nic(uuid, newName, mac, ip, mode, link, network);
  }

  public Nic withIp(String newIp) {
    return new Nic(uuid, name, mac, newIp, mode, link, network);
  }

  public Nic withMac(String newMac) {
    return new Nic(uuid, name, newMac, ip, mode, link, network);
  }

  public Nic connectedTo(String newMode, String newLink, String newNetwork) {
    return new Nic(uuid, name, mac, ip, newMode, newLink, newNetwork);
  }
}
