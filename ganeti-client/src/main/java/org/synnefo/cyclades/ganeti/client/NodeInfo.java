package org.synnefo.cyclades.ganeti.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A node of the cluster. Numbers that Ganeti does not know are null.
 *
 * @param totalMemory MiB
 * @param freeMemory MiB
 * @param totalDisk MiB
 * @param freeDisk MiB
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeInfo(
    String name,
    boolean offline,
    boolean drained,
    @JsonProperty("vm_capable") boolean vmCapable,
    @JsonProperty("mtotal") Long totalMemory,
    @JsonProperty("mfree") Long freeMemory,
    @JsonProperty("dtotal") Long totalDisk,
    @JsonProperty("dfree") Long freeDisk) {}
