package org.synnefo.cyclades.dispatcher.commands;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.synnefo.cyclades.dispatcher.operations.OperationStatusHandler;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.command.Commands;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.message.OperationStatus;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.network.Nics;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.Server;
import org.synnefo.cyclades.model.server.Servers;

/**
 * How commands end: their secrets are forgotten, and the server no longer waits for them. Always
 * within a transaction.
 */
@ApplicationScoped
public class CommandEnds {

  private static final Logger LOG = Logger.getLogger(CommandEnds.class);

  private final Commands commands;
  private final Servers servers;
  private final Nics nics;
  private final Instance<OperationStatusHandler> operations;

  CommandEnds(
      Commands commands, Servers servers, Nics nics, Instance<OperationStatusHandler> operations) {
    this.commands = commands;
    this.servers = servers;
    this.nics = nics;
    this.operations = operations;
  }

  /**
   * An opcode of a job ended; if it is the one that a command waits for, the command ends with it.
   */
  public void ended(Server server, OperationStatus status, Instant now) {
    commands
        .lockOfJob(server.id, status.jobId())
        .filter(command -> !command.state.isFinal())
        .filter(
            command ->
                status.status() != JobStatus.SUCCESS
                    || Opcodes.of(command.verb).equals(status.operation()))
        .ifPresent(command -> ended(command, server, status, now));
  }

  private void ended(Command command, Server server, OperationStatus status, Instant now) {
    boolean success = status.status() == JobStatus.SUCCESS;
    if (success && command.verb == CommandVerb.SET_FIREWALL) {
      FirewallProfile profile =
          FirewallProfile.valueOf(String.valueOf(command.arguments.get("profile")));
      nics.setFirewallProfile(server.id, profile);
      server.updated = now;
    }
    if (!success) {
      command.lastError =
          Objects.requireNonNullElse(
              status.message(), "The job ended with " + status.status().word());
      server.faultMessage = command.lastError;
      server.faultTime = now;
      LOG.warnf(
          "Command %s (%s) of server %d failed in job %d: %s",
          command.id, command.verb.word(), server.id, status.jobId(), command.lastError);
    }
    end(command, server, success ? CommandState.SUCCEEDED : CommandState.FAILED, now);
  }

  void nothingToDo(Command command, Instant now) {
    end(command, servers.findById(command.serverId), CommandState.SUCCEEDED, now);
  }

  void deletedBeforeItWasBuilt(Command command, Server server, Instant now) {
    end(command, server, CommandState.SUCCEEDED, now);
    operations.get().destroyWithoutInstance(server);
  }

  void failed(Command command, String problem, Instant now) {
    if (command.state.isFinal()) {
      return;
    }
    Server server = servers.findById(command.serverId);
    command.lastError = problem;
    server.faultMessage = problem;
    server.faultTime = now;
    if (command.verb == CommandVerb.CREATE && server.operatingState == OperatingState.BUILD) {
      server.operatingState = OperatingState.ERROR;
    }
    LOG.errorf(
        "Command %s was given up: %s",
        Map.of("id", command.id, "verb", command.verb.word(), "server", server.id), problem);
    end(command, server, CommandState.FAILED, now);
  }

  private void end(Command command, Server server, CommandState state, Instant now) {
    command.state = state;
    command.finishedAt = now;
    command.secret = null;
    commands.flush();
    if (!commands.hasUnfinished(server.id)) {
      server.pendingAction = null;
    }
    server.updated = now;
  }
}
