package org.synnefo.cyclades.model.flavor;

/** A flavor in a listing. */
public record FlavorRow(long id, int cpu, int ramMib, int diskGib, String diskTemplate) {}
