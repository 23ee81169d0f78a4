package org.synnefo.cyclades.dispatcher.reconciliation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.synnefo.cyclades.dispatcher.backends.DeploymentTag;
import org.synnefo.cyclades.dispatcher.backends.InstanceStates;
import org.synnefo.cyclades.dispatcher.networks.InstanceNics;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.ganeti.client.NicInfo;
import org.synnefo.cyclades.model.flavor.Flavor;
import org.synnefo.cyclades.model.network.Nic;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.ServerLifecycle;

/**
 * What a cluster and the database say, beside each other. It only reads.
 *
 * @param instances of the cluster, by name, ours alone
 * @param working names of instances that Ganeti has an unfinished job for
 * @param servers of the cluster that are not deleted, by the name of their instance
 * @param removed servers of the cluster that were deleted since somebody asked for it
 * @param tag tells whose an instance is
 * @param busy servers that a command is under way for
 * @param nics of the servers, by server
 * @param links names of the links that networks hold, by network
 * @param deletedNetworks networks that hold a link though they are deleted
 * @param flavors by number
 * @param settled servers that changed after this are left alone
 * @param oldEnough instances created before this may be unknown
 */
record Comparison(
    Map<String, InstanceInfo> instances,
    Set<String> working,
    Map<String, Server> servers,
    Set<String> removed,
    DeploymentTag tag,
    Set<Long> busy,
    Map<Long, List<Nic>> nics,
    Map<Long, String> links,
    Set<Long> deletedNetworks,
    Map<Long, Flavor> flavors,
    Instant settled,
    Instant oldEnough) {

  /**
   * Whether every server that should have an instance has one: else the list may lack others too.
   */
  boolean isComplete() {
    return servers.entrySet().stream()
        .filter(
            server ->
                server.getValue().operatingState == OperatingState.STARTED
                    || server.getValue().operatingState == OperatingState.STOPPED)
        .allMatch(server -> instances.containsKey(server.getKey()));
  }

  List<Drift> drifts() {
    List<Drift> drifts = new ArrayList<>();
    servers.forEach((name, server) -> compare(name, server, drifts));
    instances.forEach(
        (name, instance) -> {
          if (!servers.containsKey(name)
              && !working.contains(name)
              && instance.created().isBefore(oldEnough)) {
            serverless(name, instance).ifPresent(drifts::add);
          }
        });
    return drifts;
  }

  private Optional<Drift> serverless(String name, InstanceInfo instance) {
    return switch (tag.owner(instance)) {
      case ANOTHER -> Optional.empty();
      case US ->
          Optional.of(removed.contains(name) ? new Drift.Leftover(name) : new Drift.Unknown(name));
      case UNTOLD -> Optional.of(new Drift.Unknown(name));
    };
  }

  private void compare(String name, Server server, List<Drift> drifts) {
    if (busy.contains(server.id) || working.contains(name) || server.updated.isAfter(settled)) {
      return;
    }
    if (server.jobStatus != null && !server.jobStatus.isTerminal()) {
      drifts.add(new Drift.Job(name, server.id, server.jobId));
    }
    InstanceInfo instance = instances.get(name);
    if (instance == null) {
      // A creation that failed has no instance: the tenant shall see why, and delete it.
      if (server.operatingState != OperatingState.ERROR
          || server.pendingAction == PendingAction.DESTROY) {
        drifts.add(new Drift.Missing(name, server.id, server.missingSince));
      } else if (server.pendingAction != null) {
        drifts.add(new Drift.Pending(name, server.id, server.pendingAction));
      }
      return;
    }
    switch (tag.owner(instance)) {
      case ANOTHER -> drifts.add(new Drift.Foreign(name, server.id));
      case UNTOLD -> {
        untold(name, server, drifts);
        differences(name, server, instance, drifts);
      }
      case US -> differences(name, server, instance, drifts);
    }
  }

  /** What a job of ours has made is ours; what is still to be made may have another maker. */
  private static void untold(String name, Server server, List<Drift> drifts) {
    if (server.operatingState == OperatingState.STARTED
        || server.operatingState == OperatingState.STOPPED) {
      drifts.add(new Drift.Untagged(name, server.id));
    }
  }

  private void differences(String name, Server server, InstanceInfo instance, List<Drift> drifts) {
    InstanceStates.of(instance)
        .filter(found -> found != server.operatingState)
        // What a failed creation left is no stopped server; one that runs works after all.
        .filter(
            found ->
                server.operatingState != OperatingState.ERROR || found == OperatingState.STARTED)
        .filter(found -> ServerLifecycle.isLegal(server.operatingState, found))
        .ifPresent(
            found -> drifts.add(new Drift.State(name, server.id, server.operatingState, found)));
    if (server.pendingAction != null) {
      drifts.add(new Drift.Pending(name, server.id, server.pendingAction));
    }
    nics.getOrDefault(server.id, List.of()).stream()
        .map(nic -> nic.networkId)
        .filter(deletedNetworks::contains)
        .distinct()
        .forEach(network -> drifts.add(new Drift.Stray(name, server.id, network)));
    if (!hasNics(nics.getOrDefault(server.id, List.of()), instance)) {
      drifts.add(new Drift.Nics(name, server.id, instance));
    }
    Flavor flavor = flavors.get(server.flavorId);
    if (flavor != null && (flavor.cpu != instance.vcpus() || flavor.ramMib != instance.memory())) {
      drifts.add(new Drift.Size(name, server.id, instance.vcpus(), instance.memory()));
    }
  }

  private boolean hasNics(List<Nic> known, InstanceInfo instance) {
    List<NicInfo> found = instance.nics();
    if (known.size() != found.size()) {
      return false;
    }
    for (int i = 0; i < known.size(); i++) {
      if (!isSame(known.get(i), found.get(i))) {
        return false;
      }
    }
    return known.isEmpty()
        || Objects.equals(
            known.get(0).firewallProfile, InstanceNics.profile(instance).orElse(null));
  }

  private boolean isSame(Nic known, NicInfo found) {
    return known.mac.equals(found.mac())
        && Objects.equals(known.ipv4, found.ip().orElse(null))
        && (found.index() == 0
            || Objects.equals(links.get(known.networkId), found.link().orElse(null)));
  }
}
