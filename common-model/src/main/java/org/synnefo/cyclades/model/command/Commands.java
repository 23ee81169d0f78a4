package org.synnefo.cyclades.model.command;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The outbox. */
@ApplicationScoped
public class Commands implements PanacheRepositoryBase<Command, UUID> {

  /** What {@link Command#secret} is encrypted for. */
  public static final String SECRET_PURPOSE = "commands.secret";

  /** The row, locked until the end of the transaction; empty if there is none. */
  public Optional<Command> lock(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The network changes of a server that have not ended, oldest first. */
  public List<Command> unfinishedNetworkChanges(long serverId) {
    return list(
        "serverId = ?1 and verb = ?2 and state in (PENDING, SUBMITTING, SUBMITTED) order by created",
        serverId,
        CommandVerb.MODIFY_NICS);
  }

  /** The network changes of all servers that have not ended. */
  public List<Command> unfinishedNetworkChanges() {
    return list("verb = ?1 and state in (PENDING, SUBMITTING, SUBMITTED)", CommandVerb.MODIFY_NICS);
  }
}
