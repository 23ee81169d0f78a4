package org.synnefo.cyclades.api.representation;

import java.util.List;

/**
 * A list as this dialect writes it: {@code {"values": [ … ]}}.
 *
 * @param values the items
 */
public record Values<T>(List<T> values) {}
