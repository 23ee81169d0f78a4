package org.synnefo.cyclades.model.account;

/** What a user has of each thing that is limited. */
public record Usage(long servers, long vcpus, long memoryMib, long diskGib, long networks) {}
