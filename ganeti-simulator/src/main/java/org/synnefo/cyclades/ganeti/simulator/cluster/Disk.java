package org.synnefo.cyclades.ganeti.simulator.cluster;

/**
 * A disk of an instance.
 *
 * @param name its name, or null
 * @param size in MiB
 * @param path the sparse file that stores it
 */
public record Disk(String uuid, String name, long size, String path) {

  public Disk withSize(long newSize) {
    return new Disk(uuid, name, newSize, path);
  }
}
