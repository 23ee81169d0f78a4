package org.synnefo.cyclades.api.console;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.api.console.ConsoleDestinations.BackendUnavailableException;
import org.synnefo.cyclades.api.console.ConsoleDestinations.Destination;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.model.console.ConsoleGrantStore;
import org.synnefo.cyclades.model.console.ConsoleGrantsUnavailableException;
import org.synnefo.cyclades.model.console.IssuedConsoleGrant;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.ServerListing;
import org.synnefo.cyclades.model.server.ServerRow;

/** Grants access to consoles. */
@ApplicationScoped
public class ConsoleService {

  private static final String VNC = "vnc";
  private static final Logger LOG = Logger.getLogger(ConsoleService.class);

  private final ServerListing servers;
  private final ConsoleDestinations destinations;
  private final ConsoleGrantStore grants;
  private final ConsoleConfiguration configuration;

  @Inject
  public ConsoleService(
      ServerListing servers,
      ConsoleDestinations destinations,
      ConsoleGrantStore grants,
      ConsoleConfiguration configuration) {
    this.servers = servers;
    this.destinations = destinations;
    this.grants = grants;
    this.configuration = configuration;
  }

  /**
   * Finds the console of a running server. Must not run in a transaction, because the backend may
   * be slow.
   *
   * @param type of console; only {@code vnc} is supported
   */
  public Destination find(long user, long id, String type) {
    ServerRow server =
        servers.find(user, id).orElseThrow(() -> Fault.itemNotFound("Server not found."));
    check(server, type);
    return destination(server);
  }

  /** Issues a grant for a console, in the caller's transaction. */
  public ConsoleResponse open(long user, long id, Destination destination) {
    IssuedConsoleGrant issued = issue(user, id, destination);
    String url =
        configuration.browserUrl().map(base -> base + "?token=" + issued.token()).orElse(null);
    return new ConsoleResponse(
        new ConsoleView(VNC, configuration.host(), configuration.port(), issued.password(), url));
  }

  @Scheduled(every = "1H", delayed = "5M")
  void forget() {
    grants.deleteExpired();
  }

  private static void check(ServerRow server, String type) {
    if (!type.equals(VNC)) {
      throw Fault.badRequest("'console.type' must be 'vnc'.");
    }
    if (server.deleted()) {
      throw Fault.badRequest("Server has been deleted.");
    }
    if (server.operatingState() == OperatingState.BUILD) {
      throw Fault.buildInProgress("Server is being built.");
    }
    if (server.operatingState() != OperatingState.STARTED || server.suspended()) {
      throw Fault.badRequest("Server is not running.");
    }
  }

  private Destination destination(ServerRow server) {
    if (server.backend() == null) {
      throw Fault.serviceUnavailable("The console is temporarily unavailable.");
    }
    try {
      return destinations
          .find(server.id(), server.backend())
          .orElseThrow(() -> Fault.serviceUnavailable("The server has no console at the moment."));
    } catch (BackendUnavailableException e) {
      LOG.warnf("Can't find the console of server %d: %s", server.id(), e.getMessage());
      throw Fault.serviceUnavailable("The console is temporarily unavailable.");
    }
  }

  private IssuedConsoleGrant issue(long user, long id, Destination destination) {
    try {
      return grants.issueInTransaction(
          user, id, destination.host(), destination.port(), configuration.lifetime());
    } catch (ConsoleGrantsUnavailableException e) {
      throw Fault.serviceUnavailable("The console is temporarily unavailable.");
    }
  }
}
