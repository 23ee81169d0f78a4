package org.synnefo.cyclades.dispatcher.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.tracing.CommandTraces;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.network.NetworkLinkRepository;
import org.synnefo.cyclades.model.network.NicRepository;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;

/** How a command ends. The caller holds the locks of its server and of the command. */
@ApplicationScoped
public class CommandCompletion {

  private static final Logger LOG = Logger.getLogger(CommandCompletion.class);

  private final NicRepository nics;
  private final NetworkLinkRepository links;
  private final CommandTraces traces;

  @Inject
  public CommandCompletion(NicRepository nics, NetworkLinkRepository links, CommandTraces traces) {
    this.nics = nics;
    this.links = links;
    this.traces = traces;
  }

  /** What was asked is done. */
  public void succeeded(Server server, Command command, Instant now) {
    end(server, command, CommandState.SUCCEEDED, now);
    server.faultMessage = null;
    server.faultTime = null;
    if (command.verb == CommandVerb.RESIZE
        && command.arguments.get("flavor") instanceof Number flavor) {
      server.flavorId = flavor.longValue();
    }
    if (command.verb == CommandVerb.SET_FIREWALL) {
      nics.find("serverId = ?1 and position = 0", server.id)
          .firstResultOptional()
          .ifPresent(nic -> nic.firewallProfile = profile(command));
    }
  }

  /** The first of its two jobs is done: the rest is another job. */
  public void firstHalf(Command command, Instant now) {
    command.state = CommandState.PENDING;
    command.jobId = null;
    command.submittedAt = null;
    command.nextAttemptAt = now;
  }

  /**
   * What was asked will not be done.
   *
   * @param reason as the tenant may read it
   */
  public void failed(Server server, Command command, String reason, Instant now) {
    end(server, command, CommandState.FAILED, now);
    LOG.warnf(
        "command=%s verb=%s server=%d job=%s request=%s failed: %s",
        command.id, command.verb.wireName(), server.id, command.jobId, command.requestId, reason);
    command.lastError = reason;
    fault(server, reason, now);
    if (command.verb == CommandVerb.CREATE && server.operatingState == OperatingState.BUILD) {
      server.operatingState = OperatingState.ERROR;
    }
    if (command.verb == CommandVerb.REINSTALL
        && command.arguments.get("previousImage") instanceof Number image) {
      server.imageId = image.longValue();
    }
  }

  /** Tells the tenant what went wrong. */
  public void fault(Server server, String reason, Instant now) {
    server.faultMessage = reason;
    server.faultTime = now;
    server.updated = now;
  }

  /** The profile that a command sets. */
  public static FirewallProfile profile(Command command) {
    return FirewallProfile.valueOf(String.valueOf(command.arguments.get("profile")));
  }

  private void end(Server server, Command command, CommandState state, Instant now) {
    command.state = state;
    command.finishedAt = now;
    command.secret = null;
    traces.ended(command, state, now);
    command
        .verb
        .pendingAction()
        .filter(action -> action == server.pendingAction)
        .ifPresent(action -> server.pendingAction = null);
    server.updated = now;
    if (command.verb == CommandVerb.MODIFY_NICS
        && command.arguments.get("network") instanceof Number network) {
      nics.flush();
      links.releaseUnused(List.of(network.longValue()));
    }
  }
}
