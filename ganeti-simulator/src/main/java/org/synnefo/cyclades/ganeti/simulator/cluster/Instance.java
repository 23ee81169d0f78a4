package org.synnefo.cyclades.ganeti.simulator.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * An instance in the cluster's configuration.
 *
 * @param beparams its own backend parameters, {@code minmem}, {@code maxmem} (MiB), {@code vcpus}…
 * @param adminUp whether it should be running
 * @param running whether it is running
 * @param networkPort the port of its console, or null if its hypervisor has none
 * @param ctime seconds since the epoch
 * @param mtime seconds since the epoch
 * @param serial counts its changes
 */
public record Instance(
    String name,
    String uuid,
    String os,
    String hypervisor,
    String diskTemplate,
    List<Disk> disks,
    List<Nic> nics,
    ObjectNode beparams,
    ObjectNode hvparams,
    ObjectNode osparams,
    boolean adminUp,
    boolean running,
    Integer networkPort,
    List<String> tags,
    BigDecimal ctime,
    BigDecimal mtime,
    long serial) {

  /** The default of a backend parameter that the instance does not set. */
  private static final int DEFAULT_MEMORY = 128;

  public Instance {
    disks = List.copyOf(disks);
    nics = List.copyOf(nics);
    tags = List.copyOf(tags);
  }

  public long memory() {
    return beparams.path("maxmem").asLong(DEFAULT_MEMORY);
  }

  public int vcpus() {
    return beparams.path("vcpus").asInt(1);
  }

  /** Ganeti's status, which combines the wanted and the actual state. */
  public String status() {
    if (running) {
      return adminUp ? "running" : "ERROR_up";
    }
    return adminUp ? "ERROR_down" : "ADMIN_down";
  }

  public Instance withState(boolean newAdminUp, boolean newRunning) {
    return new Builder(this).state(newAdminUp, newRunning).build();
  }

  public Instance withDisks(List<Disk> newDisks) {
    return new Builder(this).disks(newDisks).build();
  }

  public Instance withNics(List<Nic> newNics) {
    return new Builder(this).nics(newNics).build();
  }

  public Instance withParameters(ObjectNode newBeparams, ObjectNode newHvparams) {
    return new Builder(this).parameters(newBeparams, newHvparams).build();
  }

  public Instance withSystem(String newOs, ObjectNode newOsparams) {
    return new Builder(this).system(newOs, newOsparams).build();
  }

  public Instance withNetworkPort(Integer newNetworkPort) {
    return new Builder(this).networkPort(newNetworkPort).build();
  }

  public Instance withTags(List<String> newTags) {
    return new Builder(this).tags(newTags).build();
  }

  Instance touched(BigDecimal now) {
    Builder builder = new Builder(this);
    builder.mtime = now;
    builder.serial++;
    return builder.build();
  }

  private static final class Builder {

    private final Instance from;
    private String os;
    private List<Disk> disks;
    private List<Nic> nics;
    private ObjectNode beparams;
    private ObjectNode hvparams;
    private ObjectNode osparams;
    private boolean adminUp;
    private boolean running;
    private Integer networkPort;
    private List<String> tags;
    private BigDecimal mtime;
    private long serial;

    Builder(Instance from) {
      this.from = from;
      this.os = from.os;
      this.disks = from.disks;
      this.nics = from.nics;
      this.beparams = from.beparams;
      this.hvparams = from.hvparams;
      this.osparams = from.osparams;
      this.adminUp = from.adminUp;
      this.running = from.running;
      this.networkPort = from.networkPort;
      this.tags = from.tags;
      this.mtime = from.mtime;
      this.serial = from.serial;
    }

    Builder state(boolean newAdminUp, boolean newRunning) {
      adminUp = newAdminUp;
      running = newRunning;
      return this;
    }

    Builder disks(List<Disk> newDisks) {
      disks = newDisks;
      return this;
    }

    Builder nics(List<Nic> newNics) {
      nics = newNics;
      return this;
    }

    Builder parameters(ObjectNode newBeparams, ObjectNode newHvparams) {
      beparams = newBeparams;
      hvparams = newHvparams;
      return this;
    }

    Builder system(String newOs, ObjectNode newOsparams) {
      os = newOs;
      osparams = newOsparams;
      return this;
    }

    Builder networkPort(Integer newNetworkPort) {
      networkPort = newNetworkPort;
      return this;
    }

    Builder tags(List<String> newTags) {
      tags = newTags;
      return this;
    }

    Instance build() {
      return new Instance(
          from.name,
          from.uuid,
          os,
          from.hypervisor,
          from.diskTemplate,
          disks,
          nics,
          beparams,
          hvparams,
          osparams,
          adminUp,
          running,
          networkPort,
          tags,
          from.ctime,
          mtime,
          serial);
    }
  }
}
