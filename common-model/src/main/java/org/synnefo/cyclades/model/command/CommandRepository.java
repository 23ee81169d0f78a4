package org.synnefo.cyclades.model.command;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;

/** The outbox. */
@ApplicationScoped
public class CommandRepository implements PanacheRepositoryBase<Command, UUID> {

  /** What {@link Command#secret} is encrypted for. */
  public static final String SECRET_PURPOSE = "commands.secret";

  /** The row, locked until the end of the transaction; empty if there is none. */
  public Optional<Command> lock(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * The server of a command. It does not load the command: who loads it before its server is locked
   * may hold what another has changed meanwhile.
   */
  public Optional<Long> serverOf(UUID id) {
    return getEntityManager()
        .createQuery("select c.serverId from Command c where c.id = ?1", Long.class)
        .setParameter(1, id)
        .getResultStream()
        .findFirst();
  }

  /**
   * The command that a job was submitted for, locked. A cluster that was built anew counts its jobs
   * anew: the newest command is meant.
   */
  public Optional<Command> lockByJob(long backendId, long jobId) {
    return find("backendId = ?1 and jobId = ?2 order by created desc", backendId, jobId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /**
   * Commands that wait to be submitted and are due, oldest first. A command whose message may still
   * come is left to it.
   *
   * @param writtenBefore younger ones that nobody tried yet are left out
   * @param limit of each backend, so that one that takes none does not hide the others
   */
  public List<UUID> due(Instant now, Instant writtenBefore, int limit) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            "select id from (select id, created, row_number() over"
                + " (partition by backend_id order by created, id) as place from commands"
                + " where state in ('PENDING', 'SUBMITTING') and next_attempt_at <= :now"
                + " and (attempts > 0 or created <= :written)) as waiting"
                + " where place <= :limit order by created, id",
            UUID.class)
        .setParameter("now", now)
        .setParameter("written", writtenBefore)
        .setParameter("limit", limit)
        .getResultList();
  }

  /** The oldest command of a server that Ganeti does not have yet. */
  public Optional<UUID> firstUnsubmitted(long serverId) {
    return find(
            "serverId = ?1 and state in ?2 order by created, id",
            serverId,
            List.of(CommandState.PENDING, CommandState.SUBMITTING))
        .firstResultOptional()
        .map(command -> command.id);
  }

  /** Whether Ganeti has a job that does that to the server, and its end is not known. */
  public boolean isUnderWay(long serverId, CommandVerb verb) {
    return count(
            "serverId = ?1 and verb = ?2 and state = ?3", serverId, verb, CommandState.SUBMITTED)
        > 0;
  }

  /**
   * Commands whose job is to be asked about, locked until the end of the transaction; another
   * replica takes others.
   */
  public List<Command> followable(Instant now, int limit) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            "select * from commands where state = 'SUBMITTED' and next_attempt_at <= :now"
                + " order by next_attempt_at limit :limit for update skip locked",
            Command.class)
        .setParameter("now", now)
        .setParameter("limit", limit)
        .getResultList();
  }

  /** The servers of a backend that a command is under way for. */
  public Set<Long> busyServers(long backendId) {
    return Set.copyOf(
        getEntityManager()
            .createQuery(
                "select distinct c.serverId from Command c"
                    + " where c.backendId = ?1 and c.state in ?2",
                Long.class)
            .setParameter(1, backendId)
            .setParameter(
                2, List.of(CommandState.PENDING, CommandState.SUBMITTING, CommandState.SUBMITTED))
            .getResultList());
  }

  /** The network changes of a server that have not ended, oldest first. */
  public List<Command> unfinishedNetworkChanges(long serverId) {
    return list(
        "serverId = ?1 and verb = ?2 and state in (PENDING, SUBMITTING, SUBMITTED) order by created",
        serverId,
        CommandVerb.MODIFY_NICS);
  }

  /** Whether a command of the server is under way. */
  public boolean hasOpen(long serverId) {
    return count("serverId = ?1 and state in (PENDING, SUBMITTING, SUBMITTED)", serverId) > 0;
  }

  /**
   * Commands of a verb and state that have not ended.
   *
   * @param oldest when the oldest of them was asked for
   */
  public record BacklogEntry(CommandVerb verb, CommandState state, long number, Instant oldest) {}

  /** How many commands stand where, of those that have not ended. */
  public List<BacklogEntry> backlog() {
    return getEntityManager()
        .createQuery(
            "select c.verb, c.state, count(*), min(c.created) from Command c"
                + " where c.state in (PENDING, SUBMITTING, SUBMITTED) group by c.verb, c.state",
            BacklogEntry.class)
        .getResultList();
  }

  /** How many jobs of commands a backend has under way. */
  public record JobsUnderWay(Long backend, long number) {}

  /** The jobs of commands that have not ended, as far as is known, of each backend. */
  public List<JobsUnderWay> jobsUnderWay() {
    return getEntityManager()
        .createQuery(
            "select c.backendId, count(*) from Command c where c.state = SUBMITTED"
                + " group by c.backendId",
            JobsUnderWay.class)
        .getResultList();
  }

  /** Of some jobs of a backend, those that a command was submitted for. */
  public Set<Long> jobsOfCommands(long backendId, Collection<Long> jobs) {
    return Set.copyOf(
        getEntityManager()
            .createQuery(
                "select c.jobId from Command c where c.backendId = ?1 and c.jobId in ?2",
                Long.class)
            .setParameter(1, backendId)
            .setParameter(2, jobs)
            .getResultList());
  }
}
