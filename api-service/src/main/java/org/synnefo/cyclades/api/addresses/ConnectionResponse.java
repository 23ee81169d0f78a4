package org.synnefo.cyclades.api.addresses;

import org.synnefo.cyclades.api.representation.View;

/** One connection of a server. */
public record ConnectionResponse(ConnectionView network) implements View {}
