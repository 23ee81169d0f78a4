package org.synnefo.cyclades.api.extensions;

import org.synnefo.cyclades.api.representation.XmlChild;

/**
 * An extension.
 *
 * @param alias its identifier in URLs
 */
public record ExtensionView(
    String alias, String name, String namespace, String updated, @XmlChild String description) {}
