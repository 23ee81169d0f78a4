package org.synnefo.cyclades.ganeti.client;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to create an instance. The cluster's allocator chooses the node.
 *
 * @param name such as {@code snf-42}
 * @param diskTemplate such as {@code drbd}, {@code file}, {@code diskless}
 * @param disks none for {@code diskless}
 * @param nics parameters of each NIC, such as {@code {"ip": "pool", "network": "snf-net-1"}}
 * @param os the OS definition, such as {@code snf-image+default}
 * @param osparams OS parameters; Ganeti stores and shows them
 * @param osparamsSecret OS parameters that Ganeti stores neither in the instance nor in the job
 * @param hypervisor empty for the cluster's default
 * @param hvparams hypervisor parameters
 * @param beparams {@code vcpus}, {@code memory} (MiB) or {@code minmem} and {@code maxmem}, {@code
 *     auto_balance}
 * @param tags the instance's tags
 * @param overrides values by which the deployment overrides the request body, with Ganeti's names.
 *     They are applied last; maps are merged by key, everything else is replaced
 */
public record CreateInstance(
    String name,
    String diskTemplate,
    List<Disk> disks,
    List<Map<String, String>> nics,
    String os,
    Map<String, String> osparams,
    Map<String, String> osparamsSecret,
    Optional<String> hypervisor,
    Map<String, Object> hvparams,
    Map<String, Object> beparams,
    List<String> tags,
    Map<String, Object> overrides) {

  public CreateInstance {
    Objects.requireNonNull(name);
    Objects.requireNonNull(diskTemplate);
    Objects.requireNonNull(os);
    disks = List.copyOf(disks);
    nics = List.copyOf(nics);
    osparams = Map.copyOf(osparams);
    osparamsSecret = Map.copyOf(osparamsSecret);
    hvparams = Map.copyOf(hvparams);
    beparams = Map.copyOf(beparams);
    tags = List.copyOf(tags);
    overrides = Map.copyOf(overrides);
  }

  /**
   * A disk.
   *
   * @param size in MiB
   * @param parameters further parameters, such as {@code name} or, for external storage, {@code
   *     provider}
   */
  public record Disk(long size, Map<String, String> parameters) {

    public Disk {
      parameters = Map.copyOf(parameters);
    }

    public static Disk ofSize(long size) {
      return new Disk(size, Map.of());
    }
  }

  /** Starts with a diskless instance without NICs. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  @Override
  public String toString() {
    // The parameters contain the password, and the overrides may.
    return "CreateInstance[name="
        + name
        + ", diskTemplate="
        + diskTemplate
        + ", disks="
        + disks
        + ", nics="
        + nics
        + ", os="
        + os
        + ", hypervisor="
        + hypervisor
        + ", hvparams="
        + hvparams
        + ", beparams="
        + beparams
        + ", tags="
        + tags
        + "]";
  }

  /** Builds a request. */
  public static final class Builder {

    private final String name;
    private String diskTemplate = "diskless";
    private List<Disk> disks = List.of();
    private List<Map<String, String>> nics = List.of();
    private String os;
    private Map<String, String> osparams = Map.of();
    private Map<String, String> osparamsSecret = Map.of();
    private Optional<String> hypervisor = Optional.empty();
    private Map<String, Object> hvparams = Map.of();
    private Map<String, Object> beparams = Map.of();
    private List<String> tags = List.of();
    private Map<String, Object> overrides = Map.of();

    private Builder(String name) {
      this.name = name;
    }

    public Builder disks(String template, List<Disk> value) {
      diskTemplate = template;
      disks = value;
      return this;
    }

    public Builder nics(List<Map<String, String>> value) {
      nics = value;
      return this;
    }

    public Builder os(String definition, Map<String, String> parameters) {
      os = definition;
      osparams = parameters;
      return this;
    }

    public Builder osparamsSecret(Map<String, String> value) {
      osparamsSecret = value;
      return this;
    }

    public Builder hypervisor(Optional<String> value) {
      hypervisor = value;
      return this;
    }

    public Builder hvparams(Map<String, Object> value) {
      hvparams = value;
      return this;
    }

    public Builder beparams(Map<String, Object> value) {
      beparams = value;
      return this;
    }

    public Builder size(int vcpus, int memory) {
      return beparams(Map.of("vcpus", vcpus, "memory", memory));
    }

    public Builder tags(List<String> value) {
      tags = value;
      return this;
    }

    public Builder overrides(Map<String, Object> value) {
      overrides = value;
      return this;
    }

    public CreateInstance build() {
      return new CreateInstance(
          name,
          diskTemplate,
          disks,
          nics,
          os,
          osparams,
          osparamsSecret,
          hypervisor,
          hvparams,
          beparams,
          tags,
          overrides);
    }
  }
}
