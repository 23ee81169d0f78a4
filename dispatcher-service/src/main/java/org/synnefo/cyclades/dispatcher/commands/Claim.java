package org.synnefo.cyclades.dispatcher.commands;

import java.util.UUID;

/**
 * A command that this replica works on.
 *
 * @param backendId cluster to speak to
 * @param mayHaveBeenSubmitted an earlier attempt may have reached Ganeti: its jobs are looked
 *     through first
 * @param request what to ask of it
 */
record Claim(UUID id, long backendId, boolean mayHaveBeenSubmitted, Request request) {

  /** The reason that Ganeti keeps with the job, so that the job is found again. */
  String reason() {
    return reason(id);
  }

  static String reason(UUID command) {
    return "cyclades:" + command;
  }
}
