package org.synnefo.cyclades.ganeti.client.rapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.synnefo.cyclades.ganeti.client.AdminState;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.InstanceStatus;
import org.synnefo.cyclades.ganeti.client.NicInfo;

/** An instance in responses. Each property of its NICs is a separate list. */
public record InstanceBody(
    @JsonProperty(required = true) String name,
    String uuid,
    @JsonProperty("oper_state") Boolean operState,
    @JsonProperty(required = true) String status,
    @JsonProperty(value = "admin_state", required = true) String adminState,
    @JsonProperty("pnode") String primaryNode,
    @JsonProperty("network_port") Integer networkPort,
    String os,
    @JsonProperty("disk_template") String diskTemplate,
    @JsonProperty("nic.uuids") List<String> nicUuids,
    @JsonProperty("nic.names") List<String> nicNames,
    @JsonProperty("nic.macs") List<String> nicMacs,
    @JsonProperty("nic.ips") List<String> nicIps,
    @JsonProperty("nic.modes") List<String> nicModes,
    @JsonProperty("nic.links") List<String> nicLinks,
    @JsonProperty("nic.networks") List<String> nicNetworks,
    @JsonProperty("nic.networks.names") List<String> nicNetworkNames,
    @JsonProperty(required = true) BackendParameters beparams,
    @JsonProperty("disk.sizes") List<Long> diskSizes,
    List<String> tags,
    double ctime,
    double mtime) {

  /** The size of an instance, without its disks. */
  public record BackendParameters(int vcpus, int maxmem) {}

  InstanceInfo toInfo() {
    return new InstanceInfo(
        name,
        uuid,
        Optional.ofNullable(operState),
        InstanceStatus.ofWireName(status),
        AdminState.valueOf(adminState.toUpperCase(Locale.ROOT)),
        primaryNode,
        Optional.ofNullable(networkPort),
        os,
        diskTemplate,
        nics(),
        beparams.vcpus(),
        beparams.maxmem(),
        orEmpty(diskSizes),
        orEmpty(tags),
        instant(ctime),
        instant(mtime));
  }

  private List<NicInfo> nics() {
    List<NicInfo> nics = new ArrayList<>();
    for (int index = 0; index < orEmpty(nicMacs).size(); index++) {
      nics.add(
          new NicInfo(
              index,
              nicUuids.get(index),
              at(nicNames, index),
              nicMacs.get(index),
              at(nicIps, index),
              at(nicModes, index),
              at(nicLinks, index),
              at(nicNetworks, index),
              at(nicNetworkNames, index)));
    }
    return nics;
  }

  private static Optional<String> at(List<String> values, int index) {
    return values == null || index >= values.size()
        ? Optional.empty()
        : Optional.ofNullable(values.get(index)).filter(value -> !value.isEmpty());
  }

  private static <T> List<T> orEmpty(List<T> values) {
    return values == null ? List.of() : values;
  }

  private static Instant instant(double seconds) {
    return Instant.ofEpochMilli(Math.round(seconds * 1000));
  }
}
