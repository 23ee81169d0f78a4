package org.synnefo.cyclades.api.representation;

import java.util.Map;

/**
 * Metadata in this API's format: {@code {"values": {"key": "value"}}}.
 *
 * @param values the items
 */
public record Dictionary(Map<String, String> values) {}
