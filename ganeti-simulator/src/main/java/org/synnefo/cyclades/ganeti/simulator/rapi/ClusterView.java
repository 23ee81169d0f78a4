package org.synnefo.cyclades.ganeti.simulator.rapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.cluster.ClusterIdentity;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.cluster.InstanceDefaults;
import org.synnefo.cyclades.ganeti.simulator.cluster.Network;
import org.synnefo.cyclades.ganeti.simulator.cluster.Reservations;
import org.synnefo.cyclades.ganeti.simulator.json.PythonJson;

/** The cluster, its node and its networks in responses. */
final class ClusterView {

  /** Memory used by the node itself, in MiB. */
  private static final int NODE_MEMORY = 512;

  private final Cluster cluster;

  ClusterView(Cluster cluster) {
    this.cluster = cluster;
  }

  ObjectNode info() {
    ClusterIdentity identity = cluster.identity();
    ObjectNode info = InstanceDefaults.cluster();
    info.put("name", Cluster.NAME);
    info.put("master", cluster.node().name());
    info.put("ctime", identity.ctime());
    info.put("mtime", identity.ctime());
    info.put("uuid", identity.uuid());
    return info;
  }

  ObjectNode node() {
    List<Instance> instances = cluster.instances();
    List<Instance> running = instances.stream().filter(Instance::running).toList();
    long used = running.stream().mapToLong(Instance::memory).sum();
    long disk =
        instances.stream().flatMap(one -> one.disks().stream()).mapToLong(one -> one.size()).sum();
    ObjectNode node = PythonJson.object();
    node.put("name", cluster.node().name());
    node.put("offline", false).put("master_candidate", true).put("drained", false);
    node.put("dtotal", cluster.node().disk());
    node.put("dfree", Math.max(0, cluster.node().disk() - disk));
    node.putNull("sptotal").putNull("spfree");
    node.put("mtotal", cluster.memory() + NODE_MEMORY).put("mnode", NODE_MEMORY);
    node.put("mfree", Math.max(0, cluster.memory() - used));
    node.put("pinst_cnt", instances.size()).put("sinst_cnt", 0);
    int cpus = cluster.node().cpus();
    node.put("ctotal", cpus).put("cnos", cpus).put("cnodes", 1).put("csockets", 1);
    node.put("pip", "198.51.100.2").put("sip", "198.51.100.2").put("role", "M");
    ArrayNode names = node.putArray("pinst_list");
    instances.forEach(instance -> names.add(instance.name()));
    node.putArray("sinst_list");
    node.put("master_capable", true).put("vm_capable", true);
    node.set("ndparams", InstanceDefaults.cluster().get("ndparams"));
    ClusterIdentity identity = cluster.identity();
    node.put("group.uuid", identity.groupUuid());
    node.put("ctime", identity.ctime()).put("mtime", identity.ctime());
    node.put("uuid", identity.nodeUuid()).put("serial_no", 1);
    node.putArray("tags");
    return node;
  }

  ObjectNode network(Network network) {
    boolean[] taken = cluster.reservations().map(network);
    StringBuilder map = new StringBuilder();
    int free = 0;
    for (boolean one : taken) {
      map.append(one ? 'X' : '.');
      free += one ? 0 : 1;
    }
    ObjectNode view = PythonJson.object();
    view.put("name", network.name()).put("network", network.network());
    view.put("gateway", network.gateway()).putNull("network6").putNull("gateway6");
    view.put("mac_prefix", network.macPrefix());
    view.put("free_count", free).put("reserved_count", taken.length - free);
    view.put("map", map.toString());
    view.putArray("group_list")
        .addArray()
        .add("default")
        .add(network.mode())
        .add(network.link())
        .add("");
    ArrayNode instances = view.putArray("inst_list");
    cluster.instances().stream()
        .filter(one -> one.nics().stream().anyMatch(nic -> network.name().equals(nic.network())))
        .forEach(one -> instances.add(one.name()));
    view.put("external_reservations", String.join(", ", Reservations.external(network)));
    view.put("ctime", network.ctime()).put("mtime", network.ctime());
    view.put("uuid", network.uuid()).put("serial_no", 1);
    view.set("tags", PythonJson.tree(network.tags()));
    return view;
  }
}
