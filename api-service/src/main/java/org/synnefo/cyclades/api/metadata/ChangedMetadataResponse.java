package org.synnefo.cyclades.api.metadata;

import java.util.Map;
import org.synnefo.cyclades.api.representation.View;

/** The metadata items that were set. */
public record ChangedMetadataResponse(Map<String, String> metadata) implements View {}
