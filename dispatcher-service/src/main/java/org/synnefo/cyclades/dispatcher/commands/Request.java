package org.synnefo.cyclades.dispatcher.commands;

import java.util.Optional;
import org.synnefo.cyclades.ganeti.client.GanetiClient;
import org.synnefo.cyclades.ganeti.client.JobId;

/** A command, made ready: everything that it needs was read from the database. */
@FunctionalInterface
interface Request {

  /** Submits the job; empty if there was nothing to do. */
  Optional<JobId> submit(GanetiClient client, String reason);
}
