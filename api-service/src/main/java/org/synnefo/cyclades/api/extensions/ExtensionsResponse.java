package org.synnefo.cyclades.api.extensions;

import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.View;
import org.synnefo.cyclades.api.representation.XmlItem;

/** All extensions. */
public record ExtensionsResponse(@XmlItem("extension") Values<ExtensionView> extensions)
    implements View {}
