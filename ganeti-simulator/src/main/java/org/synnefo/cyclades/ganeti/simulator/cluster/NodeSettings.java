package org.synnefo.cyclades.ganeti.simulator.cluster;

/**
 * The one node.
 *
 * @param name what the node is called in answers; a proxy connects to consoles by it
 * @param memory MiB for instances; a create beyond it finds no node
 * @param disk MiB of its storage
 * @param cpus physical processors
 */
public record NodeSettings(String name, long memory, long disk, int cpus) {

  /** A node with plenty of room. */
  public static NodeSettings defaults() {
    return new NodeSettings("node1.example.com", 65536, 4194304, 16);
  }

  public NodeSettings withName(String newName) {
    return new NodeSettings(newName, memory, disk, cpus);
  }

  public NodeSettings withMemory(long newMemory) {
    return new NodeSettings(name, newMemory, disk, cpus);
  }
}
