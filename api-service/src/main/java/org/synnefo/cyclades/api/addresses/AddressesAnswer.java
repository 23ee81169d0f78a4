package org.synnefo.cyclades.api.addresses;

import org.synnefo.cyclades.api.representation.Item;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.api.representation.View;

/** All connections of a server. */
public record AddressesAnswer(@Item("network") Values<ConnectionView> addresses) implements View {}
