package org.synnefo.cyclades.vncproxy.admission;

import java.net.InetSocketAddress;
import org.synnefo.cyclades.model.console.ConsoleGrant;

/** Whether a viewer may use a console. */
public sealed interface Verdict {

  /**
   * The viewer may use it.
   *
   * @param grant the grant, now used
   * @param destination the address that was checked
   * @param permit to be released when the session ends
   */
  record Admitted(ConsoleGrant grant, InetSocketAddress destination, SessionLimits.Permit permit)
      implements Verdict {}

  /** The viewer is refused. */
  record Refused(Refusal refusal) implements Verdict {}

  /** Why a viewer is refused. */
  enum Refusal {
    INVALID_CREDENTIALS,
    BACKED_OFF,
    GRANTS_UNAVAILABLE,
    TOO_MANY_SESSIONS,
    DESTINATION_REFUSED
  }
}
