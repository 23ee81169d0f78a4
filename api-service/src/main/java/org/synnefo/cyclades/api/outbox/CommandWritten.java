package org.synnefo.cyclades.api.outbox;

import java.util.UUID;

/** A command was written; it can be published once the transaction committed. */
record CommandWritten(UUID id) {}
