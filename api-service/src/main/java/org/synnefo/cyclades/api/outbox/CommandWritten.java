package org.synnefo.cyclades.api.outbox;

import java.util.UUID;

/** A command was written. It can be published once the transaction has committed. */
record CommandWritten(UUID id) {}
