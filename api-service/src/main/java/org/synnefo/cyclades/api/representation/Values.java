package org.synnefo.cyclades.api.representation;

/**
 * A list in this API's format: {@code {"values": [ … ]}}.
 *
 * @param values the items; they may be computed while they are written
 */
public record Values<T>(Iterable<T> values) {}
