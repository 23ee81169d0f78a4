package org.synnefo.cyclades.model.reconciliation;

/**
 * One difference between the database and a cluster.
 *
 * @param instance name of the instance at Ganeti
 * @param kind a keyword: {@code state}, {@code missing}, …
 * @param detail explanation for people
 * @param mended whether it was repaired
 */
public record FoundDrift(String instance, String kind, String detail, boolean mended) {}
