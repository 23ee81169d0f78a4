package org.synnefo.cyclades.ganeti.simulator.operation;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.synnefo.cyclades.ganeti.simulator.cluster.Cluster;
import org.synnefo.cyclades.ganeti.simulator.cluster.Instance;
import org.synnefo.cyclades.ganeti.simulator.job.OperationFailure;

/** Starts and stops instances. */
public final class InstancePower {

  private final Cluster cluster;
  private final InstanceConsoles machines;

  public InstancePower(Cluster cluster, InstanceConsoles machines) {
    this.cluster = cluster;
    this.machines = machines;
  }

  /** Starts the instances that were running when the last process ended. */
  public void resume() {
    cluster.instances().stream().filter(Instance::running).forEach(this::showConsole);
  }

  /** A console port for a new instance; null if its hypervisor has no consoles. */
  Integer newPort(String hypervisor) {
    return "kvm".equals(hypervisor) ? machines.newPort(takenPorts("")) : null;
  }

  /**
   * Starts an instance, and records that it should be running.
   *
   * @throws OperationFailure if the node has not enough free memory
   */
  Instance on(Instance instance) throws OperationFailure {
    if (instance.running()) {
      return cluster.update(instance.name(), old -> old.withState(true, true)).orElseThrow();
    }
    checkMemory(instance);
    Instance started =
        cluster.update(instance.name(), old -> old.withState(true, true)).orElseThrow();
    showConsole(started);
    return started;
  }

  /** Stops an instance. */
  Instance off(Instance instance) {
    machines.stop(instance.name());
    return cluster.update(instance.name(), old -> old.withState(false, false)).orElseThrow();
  }

  /** Simulates a crash: the instance should be running but is not. */
  public boolean crash(String name) {
    machines.stop(name);
    return cluster.update(name, old -> old.withState(old.adminUp(), false)).isPresent();
  }

  private void checkMemory(Instance instance) throws OperationFailure {
    long used =
        cluster.instances().stream().filter(Instance::running).mapToLong(Instance::memory).sum();
    long free = cluster.memory() - used;
    if (instance.memory() > free) {
      throw OperationFailure.prerequisite(
          "Not enough memory on node %s for starting instance %s: needed %d MiB, available %d MiB"
              .formatted(cluster.node().name(), instance.name(), instance.memory(), free),
          ErrorCode.INSUFFICIENT_RESOURCES);
    }
  }

  private void showConsole(Instance instance) {
    if (instance.networkPort() == null) {
      return;
    }
    int port = machines.start(instance.name(), instance.networkPort(), takenPorts(instance.name()));
    if (port != instance.networkPort()) {
      cluster.update(instance.name(), old -> old.withNetworkPort(port));
    }
  }

  private Set<Integer> takenPorts(String except) {
    List<Integer> ports =
        cluster.instances().stream()
            .filter(instance -> !instance.name().equals(except))
            .map(Instance::networkPort)
            .filter(Objects::nonNull)
            .toList();
    return new HashSet<>(ports);
  }
}
