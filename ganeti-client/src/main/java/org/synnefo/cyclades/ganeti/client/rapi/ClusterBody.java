package org.synnefo.cyclades.ganeti.client.rapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.synnefo.cyclades.ganeti.client.ClusterInfo;

/** The response to {@code /2/info}. */
public record ClusterBody(
    @JsonProperty(required = true) String uuid,
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String master,
    @JsonProperty("software_version") String softwareVersion,
    @JsonProperty("default_hypervisor") String defaultHypervisor,
    @JsonProperty("enabled_hypervisors") List<String> enabledHypervisors,
    @JsonProperty("enabled_disk_templates") List<String> enabledDiskTemplates,
    @JsonProperty("default_iallocator") String defaultAllocator,
    List<String> tags) {

  ClusterInfo toInfo() {
    return new ClusterInfo(
        uuid,
        name,
        master,
        softwareVersion,
        defaultHypervisor,
        enabledHypervisors,
        enabledDiskTemplates,
        Optional.ofNullable(defaultAllocator).filter(allocator -> !allocator.isEmpty()),
        tags == null ? List.of() : tags);
  }
}
