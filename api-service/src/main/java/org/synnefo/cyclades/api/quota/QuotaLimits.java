package org.synnefo.cyclades.api.quota;

/** How much of each thing one user may have. */
public record QuotaLimits(long servers, long vcpus, long memoryMib, long diskGib, long networks) {}
