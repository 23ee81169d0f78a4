package org.synnefo.cyclades.vncproxy.admission;

import java.net.InetSocketAddress;
import org.synnefo.cyclades.model.console.ConsoleGrant;

/** Whether a viewer may have a console. */
public sealed interface Verdict {

  /**
   * It may.
   *
   * @param grant that is used up now
   * @param destination address that was checked
   * @param place to be released at the end
   */
  record Admitted(ConsoleGrant grant, InetSocketAddress destination, SessionLimits.Permit permit)
      implements Verdict {}

  /** It may not. */
  record Refused(Refusal refusal) implements Verdict {}

  /** Why not. */
  enum Refusal {
    INVALID_CREDENTIALS,
    BACKED_OFF,
    GRANTS_UNAVAILABLE,
    TOO_MANY_SESSIONS,
    DESTINATION_REFUSED
  }
}
