package org.synnefo.cyclades.model.command;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
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

  /** The command that a job does; locked. */
  public Optional<Command> lockOfJob(long serverId, long jobId) {
    return find("serverId = ?1 and jobId = ?2", serverId, jobId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Whether a server has earlier commands that no job was submitted for. */
  public boolean hasEarlierUnsubmitted(Command command) {
    return count(
            "serverId = ?1 and created < ?2 and id != ?3 and state in (PENDING, SUBMITTING)",
            command.serverId,
            command.created,
            command.id)
        > 0;
  }

  /** Whether anything that was asked of a server has not ended. */
  public boolean hasUnfinished(long serverId) {
    return count("serverId = ?1 and state in (PENDING, SUBMITTING, SUBMITTED)", serverId) > 0;
  }

  /** Commands that were to be looked after by now, the longest waiting first. */
  public List<UUID> due(Instant now, Instant pendingSince, int limit) {
    return getEntityManager()
        .createQuery(
            "select c.id from Command c where c.state in (PENDING, SUBMITTING) and c.nextAttemptAt <= :now"
                + " and (c.attempts > 0 or c.created <= :since) order by c.nextAttemptAt",
            UUID.class)
        .setParameter("now", now)
        .setParameter("since", pendingSince)
        .setMaxResults(limit)
        .getResultList();
  }

  /** Commands whose jobs were submitted before a time and have not been seen to end. */
  public List<Command> submittedBefore(Instant time, int limit) {
    return find("state = SUBMITTED and submittedAt <= ?1 order by submittedAt", time)
        .page(0, limit)
        .list();
  }

  /** The row as it is now, locked, whatever was read of it before. */
  public Optional<Command> lockFresh(UUID id) {
    Optional<Command> command = lock(id);
    command.ifPresent(found -> getEntityManager().refresh(found, LockModeType.PESSIMISTIC_WRITE));
    return command;
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
