package org.synnefo.cyclades.ganeti.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An instance as reported by Ganeti.
 *
 * @param name such as {@code snf-42}
 * @param uuid Ganeti's id
 * @param operState whether it is running; empty if its node does not answer
 * @param status combines the wanted and the actual state
 * @param adminState the wanted state
 * @param primaryNode the node it runs on
 * @param networkPort the port of its console on that node; empty if it has none
 * @param os the OS definition it was installed with
 * @param diskTemplate such as {@code drbd}
 * @param nics in order
 * @param vcpus number of virtual CPUs
 * @param memory maximum memory in MiB
 * @param diskSizes in MiB
 * @param tags in Ganeti's order
 * @param created when it was created
 * @param modified when its configuration last changed
 */
public record InstanceInfo(
    String name,
    String uuid,
    Optional<Boolean> operState,
    InstanceStatus status,
    AdminState adminState,
    String primaryNode,
    Optional<Integer> networkPort,
    String os,
    String diskTemplate,
    List<NicInfo> nics,
    int vcpus,
    int memory,
    List<Long> diskSizes,
    List<String> tags,
    Instant created,
    Instant modified) {

  public InstanceInfo {
    nics = List.copyOf(nics);
    diskSizes = List.copyOf(diskSizes);
    tags = List.copyOf(tags);
  }

  /** Whether Ganeti reports it as running. */
  public boolean isRunning() {
    return operState.orElse(false);
  }
}
