package org.synnefo.cyclades.api.representation;

/**
 * A list as this dialect writes it: {@code {"values": [ … ]}}.
 *
 * @param values the items; they may be made while they are written
 */
public record Values<T>(Iterable<T> values) {}
