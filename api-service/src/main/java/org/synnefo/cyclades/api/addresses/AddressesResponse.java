package org.synnefo.cyclades.api.addresses;

import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.View;
import org.synnefo.cyclades.api.representation.XmlItem;

/** All connections of a server. */
public record AddressesResponse(@XmlItem("network") Values<ConnectionView> addresses)
    implements View {}
