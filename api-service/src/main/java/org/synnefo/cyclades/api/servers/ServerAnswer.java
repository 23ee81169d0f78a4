package org.synnefo.cyclades.api.servers;

import org.synnefo.cyclades.api.representation.View;

/** One server. */
public record ServerAnswer(ServerView server) implements View {}
