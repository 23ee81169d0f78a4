package org.synnefo.cyclades.ganeti.simulator.cluster;

/**
 * The single node of the cluster.
 *
 * @param name of the node in responses; proxies connect to this host for consoles
 * @param memory for instances, in MiB; if it is used up, creating an instance fails
 * @param disk size of its storage in MiB
 * @param cpus number of physical CPUs
 */
public record NodeSettings(String name, long memory, long disk, int cpus) {

  /** A node with plenty of resources. */
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
