package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.cluster.Disk;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.cluster.InstanceDefaults;
import org.synnefo.cyclades.ganeti.simulator.cluster.Network;
import org.synnefo.cyclades.ganeti.simulator.cluster.Nic;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** Instances in responses. */
final class InstanceView {

  private final Cluster cluster;

  InstanceView(Cluster cluster) {
    this.cluster = cluster;
  }

  ObjectNode of(Instance instance) {
    ObjectNode view = PythonJson.object();
    view.put("name", instance.name());
    view.put("admin_state", instance.adminUp() ? "up" : "down");
    view.put("os", instance.os());
    view.put("pnode", cluster.node().name());
    view.putArray("snodes");
    view.put("disk_template", instance.diskTemplate());
    putNics(view, instance);
    view.put("network_port", instance.networkPort());
    putDisks(view, instance.disks());
    ObjectNode beparams = InstanceDefaults.beparams(instance);
    beparams.set("memory", beparams.get("maxmem"));
    view.set("beparams", beparams);
    view.set("hvparams", hvparams(instance));
    boolean running = instance.running();
    view.put("oper_state", running);
    view.put("oper_ram", running ? instance.memory() : null);
    view.put("oper_vcpus", running ? instance.vcpus() : null);
    view.put("status", instance.status());
    view.set("custom_hvparams", instance.hvparams());
    view.set("custom_beparams", instance.beparams());
    ArrayNode nicparams = view.putArray("custom_nicparams");
    instance
        .nics()
        .forEach(
            nic ->
                nicparams
                    .addObject()
                    .put("mode", nic.mode())
                    .put("link", nic.link())
                    .put("vlan", ""));
    view.put("ctime", instance.ctime());
    view.put("mtime", instance.mtime());
    view.put("uuid", instance.uuid());
    view.put("serial_no", instance.serial());
    view.set("tags", PythonJson.tree(instance.tags()));
    return view;
  }

  /** All properties of an instance, including those that lists omit. */
  ObjectNode detailed(Instance instance) {
    ObjectNode view = of(instance);
    view.path("beparams")
        .fields()
        .forEachRemaining(one -> view.set("be/" + one.getKey(), one.getValue()));
    view.path("hvparams")
        .fields()
        .forEachRemaining(one -> view.set("hv/" + one.getKey(), one.getValue()));
    view.put("hypervisor", instance.hypervisor());
    view.put("admin_up", instance.adminUp());
    view.put("nic.count", instance.nics().size());
    view.put("disk.count", instance.disks().size());
    view.set("osparams", instance.osparams());
    return view;
  }

  /** Migration is a property of the node: instances do not show it. */
  private static ObjectNode hvparams(Instance instance) {
    ObjectNode hvparams = InstanceDefaults.hvparams(instance);
    return hvparams.remove(List.of("migration_mode", "migration_port", "migration_bandwidth"));
  }

  private void putNics(ObjectNode view, Instance instance) {
    List<Nic> nics = instance.nics();
    put(view, "nic.ips", nics, Nic::ip);
    put(view, "nic.macs", nics, Nic::mac);
    put(view, "nic.modes", nics, Nic::mode);
    put(view, "nic.uuids", nics, Nic::uuid);
    put(view, "nic.names", nics, Nic::name);
    put(view, "nic.links", nics, Nic::link);
    put(view, "nic.networks", nics, this::networkUuid);
    put(view, "nic.networks.names", nics, Nic::network);
    put(view, "nic.bridges", nics, nic -> "bridged".equals(nic.mode()) ? nic.link() : null);
  }

  private String networkUuid(Nic nic) {
    return nic.network() == null
        ? null
        : cluster.network(nic.network()).map(Network::uuid).orElse(null);
  }

  private static void putDisks(ObjectNode view, List<Disk> disks) {
    put(view, "disk.sizes", disks, Disk::size);
    put(view, "disk.spindles", disks, disk -> null);
    view.put("disk_usage", disks.stream().mapToLong(Disk::size).sum());
    put(view, "disk.uuids", disks, Disk::uuid);
    put(view, "disk.names", disks, Disk::name);
  }

  private static <T> void put(
      ObjectNode view, String name, List<T> items, Function<T, Object> property) {
    ArrayNode values = view.putArray(name);
    items.forEach(item -> values.add(PythonJson.tree(property.apply(item))));
  }
}
