package org.synnefo.cyclades.api.metadata;

import org.synnefo.cyclades.api.representation.Dictionary;
import org.synnefo.cyclades.api.representation.View;

/** All metadata of an item. */
public record MetadataResponse(Dictionary metadata) implements View {}
