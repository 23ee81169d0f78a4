package org.synnefo.cyclades.api.console;

import org.synnefo.cyclades.api.representation.View;

/** A console. */
public record ConsoleResponse(ConsoleView console) implements View {}
