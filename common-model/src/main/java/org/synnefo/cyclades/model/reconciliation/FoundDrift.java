package org.synnefo.cyclades.model.reconciliation;

/**
 * One thing in which the database and a cluster differ.
 *
 * @param instance that it is about, by its name at Ganeti
 * @param kind a word: {@code state}, {@code missing}, …
 * @param detail what a person should read
 * @param mended whether it does not differ any more
 */
public record FoundDrift(String instance, String kind, String detail, boolean mended) {}
