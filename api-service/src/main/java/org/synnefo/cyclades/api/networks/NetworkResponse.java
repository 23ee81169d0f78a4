package org.synnefo.cyclades.api.networks;

import org.synnefo.cyclades.api.representation.View;

/** One network. */
public record NetworkResponse(NetworkView network) implements View {}
