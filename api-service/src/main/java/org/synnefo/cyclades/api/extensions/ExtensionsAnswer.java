package org.synnefo.cyclades.api.extensions;

import org.synnefo.cyclades.api.representation.Item;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.View;

/** All extensions. */
public record ExtensionsAnswer(@Item("extension") Values<ExtensionView> extensions)
    implements View {}
