package org.synnefo.cyclades.api.flavors;

import org.synnefo.cyclades.api.representation.View;

/** One flavor. */
public record FlavorAnswer(FlavorView flavor) implements View {}
