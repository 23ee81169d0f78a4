package org.synnefo.cyclades.model.flavor;

/** A flavor as it is read for listing. */
public record FlavorRow(long id, int cpu, int ramMib, int diskGib, String diskTemplate) {}
