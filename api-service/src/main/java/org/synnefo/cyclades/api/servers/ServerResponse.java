package org.synnefo.cyclades.api.servers;

import org.synnefo.cyclades.api.representation.View;

/** One server. */
public record ServerResponse(ServerView server) implements View {}
