package org.synnefo.cyclades.api.extensions;

import org.synnefo.cyclades.api.representation.View;

/** One extension. */
public record ExtensionResponse(ExtensionView extension) implements View {}
