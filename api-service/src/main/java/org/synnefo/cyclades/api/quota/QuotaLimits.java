package org.synnefo.cyclades.api.quota;

/** The limits of one user. */
public record QuotaLimits(long servers, long vcpus, long memoryMib, long diskGib, long networks) {}
