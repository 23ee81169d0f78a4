package org.synnefo.cyclades.vncproxy.admission;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.model.console.ConsoleGrant;
import org.synnefo.cyclades.model.console.ConsoleGrantStore;
import org.synnefo.cyclades.model.console.ConsoleGrantsUnavailableException;
import org.synnefo.cyclades.vncproxy.admission.Verdict.Admitted;
import org.synnefo.cyclades.vncproxy.admission.Verdict.Refusal;
import org.synnefo.cyclades.vncproxy.admission.Verdict.Refused;
import org.synnefo.cyclades.vncproxy.rfb.VncAuthentication;

/**
 * Decides whether a viewer may use a console. Blocks on the database and on DNS, so it must not be
 * called on an event loop.
 */
@Singleton
public class Admission {

  private static final Logger LOG = Logger.getLogger(Admission.class);

  private final ConsoleGrantStore grants;
  private final AddressBackOff backOff;
  private final SessionLimits limits;
  private final Destinations destinations;

  Admission(
      ConsoleGrantStore grants,
      AddressBackOff backOff,
      SessionLimits limits,
      Destinations destinations) {
    this.grants = grants;
    this.backOff = backOff;
    this.limits = limits;
    this.destinations = destinations;
  }

  /** Uses the live grant whose password matches this response to the challenge. */
  public Verdict byResponse(byte[] challenge, byte[] response, InetAddress viewer) {
    return decide(
        viewer,
        () ->
            grants.consumeByPassword(
                password -> VncAuthentication.matches(password, challenge, response),
                viewer.getHostAddress()));
  }

  /** Uses the live grant of a browser's token. */
  public Verdict byToken(String token, InetAddress viewer) {
    return decide(viewer, () -> grants.consumeByToken(token, viewer.getHostAddress()));
  }

  /**
   * Decides by a grant of any kind.
   *
   * @param use finds and uses the grant; empty if none matches
   */
  public Verdict decide(InetAddress viewer, Supplier<Optional<ConsoleGrant>> use) {
    if (backOff.isBlocked(viewer)) {
      return new Refused(Refusal.BACKED_OFF);
    }
    Optional<ConsoleGrant> grant;
    try {
      grant = use.get();
    } catch (ConsoleGrantsUnavailableException e) {
      LOG.warnf("Can't read console grants: %s", e.getCause().getMessage());
      return new Refused(Refusal.GRANTS_UNAVAILABLE);
    } catch (IllegalArgumentException e) {
      LOG.errorf("Can't read console grants: %s", e.getMessage());
      return new Refused(Refusal.GRANTS_UNAVAILABLE);
    }
    if (grant.isEmpty()) {
      backOff.failed(viewer);
      return new Refused(Refusal.INVALID_CREDENTIALS);
    }
    backOff.succeeded(viewer);
    return admit(grant.get());
  }

  private Verdict admit(ConsoleGrant grant) {
    Optional<InetSocketAddress> destination = destinations.allowed(grant);
    if (destination.isEmpty()) {
      LOG.warnf(
          "Destination not allowed: server=%d destination=%s:%d",
          grant.serverId(), grant.destinationHost(), grant.destinationPort());
      return new Refused(Refusal.DESTINATION_REFUSED);
    }
    return limits
        .acquire(grant.userId(), grant.serverId())
        .<Verdict>map(permit -> new Admitted(grant, destination.get(), permit))
        .orElseGet(() -> new Refused(Refusal.TOO_MANY_SESSIONS));
  }
}
