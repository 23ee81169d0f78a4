package org.synnefo.cyclades.ganeti.simulator.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.synnefo.cyclades.ganeti.simulator.cluster.Network;
import org.synnefo.cyclades.ganeti.simulator.cluster.Nic;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;
import org.synnefo.cyclades.ganeti.simulator.job.OperationRun;

/** Changes the NICs of an instance, and reports the changes like Ganeti. */
final class NicChanges {

  private static final String KIND = "NIC";

  private final NicFactory factory;
  private final OperationRun run;
  private final List<Nic> nics;
  private final ArrayNode result;
  private final boolean hotplug;

  NicChanges(
      NicFactory factory, OperationRun run, List<Nic> nics, ArrayNode result, boolean hotplug) {
    this.factory = factory;
    this.run = run;
    this.nics = new ArrayList<>(nics);
    this.result = result;
    this.hotplug = hotplug;
  }

  List<Nic> nics() {
    return nics;
  }

  void apply(JsonNode change) throws OperationFailure {
    ListChange parsed = ListChange.parse(change);
    switch (parsed.action()) {
      case ListChange.ADD -> add(parsed);
      case ListChange.REMOVE -> remove(parsed);
      default -> modify(parsed);
    }
  }

  private static void check(JsonNode parameters, boolean inNetwork) throws OperationFailure {
    boolean network = NicFactory.text(parameters, "network") != null;
    if (network && (parameters.hasNonNull("mode") || parameters.hasNonNull("link"))) {
      throw OperationFailure.prerequisite(
          "If network is given mode or link should not", ErrorCode.WRONG_INPUT);
    }
    if (!network && !inNetwork && NicFactory.POOL.equals(NicFactory.text(parameters, "ip"))) {
      throw OperationFailure.prerequisite(
          "If ip=pool, parameter network cannot be none", ErrorCode.WRONG_INPUT);
    }
  }

  private void add(ListChange change) throws OperationFailure {
    check(change.parameters(), false);
    int index = nics.size();
    Nic nic = factory.make(run, index, change.parameters());
    // Ganeti writes the chosen values to the opcode.
    ObjectNode parameters = (ObjectNode) change.parameters();
    if (nic.network() != null) {
      parameters.put("ip", nic.ip());
      parameters.put("mac", nic.mac());
    }
    nics.add(nic);
    report(
        "nic." + index,
        "add:mac=%s,ip=%s,mode=%s,link=%s,network=%s"
            .formatted(nic.mac(), python(nic.ip()), nic.mode(), nic.link(), python(nic.network())));
    plug("nic." + index);
  }

  private void remove(ListChange change) throws OperationFailure {
    int index = change.index(KIND, nics, Nic::name, Nic::uuid);
    nics.remove(index);
    report("NIC/" + index, "remove");
    plug("NIC/" + index);
  }

  private void modify(ListChange change) throws OperationFailure {
    int index = change.index(KIND, nics, Nic::name, Nic::uuid);
    JsonNode parameters = change.parameters();
    Nic nic = nics.get(index);
    boolean leaves = parameters.has("network") && NicFactory.text(parameters, "network") == null;
    check(parameters, nic.network() != null && !leaves);
    if (parameters.has("name")) {
      nic = nic.withName(NicFactory.text(parameters, "name"));
      report("nic.name/" + index, nic.name());
    }
    if (parameters.has("mac")) {
      nic = nic.withMac(factory.mac(run, NicFactory.text(parameters, "mac")));
      report("nic.mac/" + index, nic.mac());
    }
    nic = reconnected(nic, parameters, leaves);
    if (parameters.has("ip") || parameters.has("network")) {
      nic = readdressed(index, nic, parameters);
      report("nic.ip/" + index, nic.ip());
    }
    nics.set(index, nic);
    report("nic.link/" + index, nic.link());
    report("nic.mode/" + index, nic.mode());
    report("nic.vlan/" + index, "");
  }

  private Nic reconnected(Nic nic, JsonNode parameters, boolean leaves) throws OperationFailure {
    Network network = factory.network(parameters);
    if (network != null) {
      return nic.connectedTo(network.mode(), network.link(), network.name());
    }
    String mode = NicFactory.text(parameters, "mode");
    String link = NicFactory.text(parameters, "link");
    return nic.connectedTo(
        mode == null ? nic.mode() : mode,
        link == null ? nic.link() : link,
        leaves ? null : nic.network());
  }

  private Nic readdressed(int index, Nic nic, JsonNode parameters) throws OperationFailure {
    Network network = nic.network() == null ? null : factory.network(nic.network());
    String asked = parameters.has("ip") ? NicFactory.text(parameters, "ip") : nic.ip();
    if (asked != null && asked.equals(nic.ip()) && !parameters.has("network")) {
      return nic;
    }
    if (network != null && asked != null && !asked.equals(NicFactory.POOL)) {
      run.info("Reserving IP " + asked + " in network " + network.name());
    }
    return nic.withIp(factory.ip(run, index, network, asked));
  }

  private void plug(String what) {
    if (hotplug) {
      run.info("Trying to hotplug device...");
      run.info("Hotplug done.");
      report(what, "hotplug:done");
    }
  }

  private void report(String what, String how) {
    result.addArray().add(what).add(how);
  }

  private static String python(String value) {
    return value == null ? "None" : value;
  }
}
