package org.synnefo.cyclades.api.flavors;

import org.synnefo.cyclades.api.representation.View;

/** One flavor. */
public record FlavorResponse(FlavorView flavor) implements View {}
