package org.synnefo.cyclades.ganeti.client;

import java.util.List;
import java.util.Optional;

/**
 * General information about a cluster.
 *
 * @param uuid the cluster's identity: two clusters never share one, whatever their names
 * @param name the cluster's name
 * @param master the host name of its master node
 * @param softwareVersion such as {@code 3.0.2}
 * @param defaultHypervisor such as {@code kvm}
 * @param enabledHypervisors allowed for instances
 * @param enabledDiskTemplates allowed for instances
 * @param defaultAllocator the program that places instances; empty if there is none, so that a
 *     request must name a node
 * @param tags the cluster's tags
 */
public record ClusterInfo(
    String uuid,
    String name,
    String master,
    String softwareVersion,
    String defaultHypervisor,
    List<String> enabledHypervisors,
    List<String> enabledDiskTemplates,
    Optional<String> defaultAllocator,
    List<String> tags) {

  public ClusterInfo {
    enabledHypervisors = List.copyOf(enabledHypervisors);
    enabledDiskTemplates = List.copyOf(enabledDiskTemplates);
    tags = List.copyOf(tags);
  }
}
