package org.synnefo.cyclades.ganeti.simulator.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.cluster.Disk;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.cluster.InstanceDefaults;
import org.synnefo.cyclades.ganeti.simulator.cluster.Network;
import org.synnefo.cyclades.ganeti.simulator.cluster.Nic;

/** The environment of post hooks. */
final class HookEnvironment {

  private final Cluster cluster;
  private final String dataDirectory;

  HookEnvironment(Cluster cluster, String dataDirectory) {
    this.cluster = cluster;
    this.dataDirectory = dataDirectory;
  }

  Map<String, String> of(HookEvent event) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", ScriptProcess.PATH);
    environment.put("GANETI_HOOKS_VERSION", "2");
    environment.put("GANETI_HOOKS_PHASE", "post");
    environment.put("GANETI_HOOKS_PATH", event.hook());
    environment.put("GANETI_OP_CODE", event.opcode());
    environment.put("GANETI_OBJECT_TYPE", "INSTANCE");
    environment.put("GANETI_DATA_DIR", dataDirectory);
    environment.put("GANETI_CLUSTER", Cluster.NAME);
    environment.put("GANETI_MASTER", cluster.node().name());
    put(environment, "GANETI_", event, event.before(), event.statusBefore());
    put(environment, "GANETI_POST_", event, event.after(), event.statusAfter());
    return environment;
  }

  private void put(
      Map<String, String> environment,
      String prefix,
      HookEvent event,
      Instance instance,
      String status) {
    event.parameters().forEach((name, value) -> environment.put(prefix + name, value));
    environment.put(prefix + "OP_TARGET", instance.name());
    instance(instance, status)
        .forEach((name, value) -> environment.put(prefix + "INSTANCE_" + name, value));
  }

  private Map<String, String> instance(Instance instance, String status) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("NAME", instance.name());
    variables.put("PRIMARY", cluster.node().name());
    variables.put("SECONDARIES", "");
    variables.put("OS_TYPE", instance.os());
    variables.put("STATUS", status);
    variables.put("HYPERVISOR", instance.hypervisor());
    variables.put("TAGS", String.join(" ", instance.tags()));
    JsonNode beparams = InstanceDefaults.beparams(instance);
    beparams
        .fields()
        .forEachRemaining(entry -> variables.put("BE_" + entry.getKey(), text(entry.getValue())));
    InstanceDefaults.hvparams(instance)
        .fields()
        .forEachRemaining(entry -> variables.put("HV_" + entry.getKey(), text(entry.getValue())));
    variables.put("MAXMEM", beparams.path("maxmem").asText());
    variables.put("MEMORY", beparams.path("maxmem").asText());
    variables.put("MINMEM", beparams.path("minmem").asText());
    variables.put("VCPUS", beparams.path("vcpus").asText());
    variables.put("DISK_TEMPLATE", instance.diskTemplate());
    variables.put("DISK_COUNT", String.valueOf(instance.disks().size()));
    for (int index = 0; index < instance.disks().size(); index++) {
      putDisk(variables, "DISK" + index + "_", instance, instance.disks().get(index));
    }
    variables.put("NIC_COUNT", String.valueOf(instance.nics().size()));
    for (int index = 0; index < instance.nics().size(); index++) {
      putNic(variables, "NIC" + index + "_", instance.nics().get(index));
    }
    return variables;
  }

  private static void putDisk(
      Map<String, String> variables, String prefix, Instance instance, Disk disk) {
    variables.put(prefix + "DEV_TYPE", instance.diskTemplate());
    variables.put(prefix + "DRIVER", "loop");
    variables.put(prefix + "ID", disk.path());
    variables.put(prefix + "MODE", "rw");
    variables.put(prefix + "SIZE", String.valueOf(disk.size()));
    variables.put(prefix + "UUID", disk.uuid());
    if (disk.name() != null) {
      variables.put(prefix + "NAME", disk.name());
    }
  }

  private void putNic(Map<String, String> variables, String prefix, Nic nic) {
    if (nic.name() != null) {
      variables.put(prefix + "NAME", nic.name());
    }
    variables.put(prefix + "UUID", nic.uuid());
    variables.put(prefix + "IP", nic.ip() == null ? "" : nic.ip());
    variables.put(prefix + "MAC", nic.mac());
    variables.put(prefix + "MODE", nic.mode());
    variables.put(prefix + "LINK", nic.link());
    variables.put(prefix + "VLAN", "");
    if ("bridged".equals(nic.mode())) {
      variables.put(prefix + "BRIDGE", nic.link());
    }
    if (nic.network() != null) {
      cluster
          .network(nic.network())
          .ifPresent(network -> putNetwork(variables, prefix + "NETWORK_", network));
    }
  }

  static void putNetwork(Map<String, String> variables, String prefix, Network network) {
    variables.put(prefix + "NAME", network.name());
    variables.put(prefix + "UUID", network.uuid());
    variables.put(prefix + "SUBNET", network.network());
    variables.put(prefix + "MAC_PREFIX", network.macPrefix());
    variables.put(prefix + "TAGS", String.join(" ", network.tags()));
    if (network.gateway() != null) {
      variables.put(prefix + "GATEWAY", network.gateway());
    }
  }

  private static String text(JsonNode value) {
    return value.isBoolean() ? HookEvent.python(value.asBoolean()) : value.asText();
  }
}
