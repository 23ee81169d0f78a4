package org.synnefo.cyclades.api.representation;

import java.util.Map;

/**
 * Metadata as this dialect writes them: {@code {"values": {"key": "value"}}}.
 *
 * @param values the items
 */
public record Dictionary(Map<String, String> values) {}
