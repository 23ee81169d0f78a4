package org.synnefo.cyclades.ganeti.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What a cluster says of itself ({@code GET /2/info}). */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterInfo(
    String name,
    @JsonProperty("software_version") String softwareVersion,
    @JsonProperty("default_hypervisor") String defaultHypervisor,
    @JsonProperty("enabled_disk_templates") List<String> enabledDiskTemplates) {}
