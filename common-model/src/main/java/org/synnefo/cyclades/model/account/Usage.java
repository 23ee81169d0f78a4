package org.synnefo.cyclades.model.account;

/** A user's current usage of each limited resource. */
public record Usage(long servers, long vcpus, long memoryMib, long diskGib, long networks) {}
