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
import org.hibernate.query.NativeQuery;

/** The outbox. */
@ApplicationScoped
public class CommandRepository implements PanacheRepositoryBase<Command, UUID> {

  /** The encryption purpose of {@link Command#secret}. */
  public static final String SECRET_PURPOSE = "commands.secret";

  /** Locks the row until the end of the transaction; empty if it does not exist. */
  public Optional<Command> lock(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * The server of a command. This does not load the command, because the server must be locked
   * first: an entity loaded before that could be stale.
   */
  public Optional<Long> serverOf(UUID id) {
    return getEntityManager()
        .createQuery("select c.serverId from Command c where c.id = ?1", Long.class)
        .setParameter(1, id)
        .getResultStream()
        .findFirst();
  }

  /**
   * The command of a server that a job of that number was submitted for, locked. Numbers of jobs
   * may begin again: the newest command is meant, and the number alone does not tell that the job
   * is the command's.
   */
  public Optional<Command> lockByJob(long serverId, long jobId) {
    return find("serverId = ?1 and jobId = ?2 order by created desc", serverId, jobId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /**
   * What can go of a server is its oldest command, and a deletion, which need not wait for a
   * creation that no cluster takes. Users take turns, so that nobody waits for all that another has
   * asked for.
   */
  private static final String DUE =
      "select id from (select id, created, turn, row_number() over"
          + " (partition by backend_id order by turn, created, id) as place from"
          + " (select c.id, c.created, c.backend_id, row_number() over"
          + " (partition by c.backend_id, s.user_id order by c.created, c.id) as turn"
          + " from commands c join servers s on s.id = c.server_id"
          + " where c.state in ('PENDING', 'SUBMITTING') and c.next_attempt_at <= :now"
          + " and (c.attempts > 0 or c.created <= :written)"
          + " and (c.verb = 'DELETE' or not exists (select from commands e"
          + " where e.server_id = c.server_id and e.state in ('PENDING', 'SUBMITTING')"
          + " and (e.created, e.id) < (c.created, c.id)))) as first) as waiting"
          + " where place <= :limit order by turn, created, id";

  /**
   * Commands that are due and can be submitted, in turns by user, the oldest of each first. A new
   * command is left to its message, which normally arrives soon.
   *
   * @param writtenBefore excludes younger commands that have not been attempted yet
   * @param limit per backend, so that a backend which accepts nothing does not hide the others
   */
  public List<UUID> due(Instant now, Instant writtenBefore, int limit) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(DUE, UUID.class)
        .setParameter("now", now)
        .setParameter("written", writtenBefore)
        .setParameter("limit", limit)
        .getResultList();
  }

  /** The oldest command of a server that has not been submitted to Ganeti. */
  public Optional<UUID> firstUnsubmitted(long serverId) {
    return find(
            "serverId = ?1 and state in ?2 order by created, id",
            serverId,
            List.of(CommandState.PENDING, CommandState.SUBMITTING))
        .firstResultOptional()
        .map(command -> command.id);
  }

  /** Commands of a server and verb that Ganeti has a job for, locked. */
  public List<Command> lockSubmitted(long serverId, CommandVerb verb) {
    return find(
            "serverId = ?1 and verb = ?2 and state = ?3 order by created, id",
            serverId,
            verb,
            CommandState.SUBMITTED)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** Whether a command of that verb has not ended. */
  public boolean hasOpen(long serverId, CommandVerb verb) {
    return count(
            "serverId = ?1 and verb = ?2 and state in (PENDING, SUBMITTING, SUBMITTED)",
            serverId,
            verb)
        > 0;
  }

  /** Whether Ganeti has an unfinished job for this verb and server. */
  public boolean isUnderWay(long serverId, CommandVerb verb) {
    return count(
            "serverId = ?1 and verb = ?2 and state = ?3", serverId, verb, CommandState.SUBMITTED)
        > 0;
  }

  /**
   * Commands whose job status is to be checked, locked until the end of the transaction. Rows
   * locked by other replicas are skipped.
   *
   * @param busy backends that are left out
   */
  public List<Command> followable(Instant now, Collection<Long> busy, int limit) {
    NativeQuery<Command> query =
        getEntityManager()
            .unwrap(Session.class)
            .createNativeQuery(
                "select * from commands where state = 'SUBMITTED' and next_attempt_at <= :now"
                    + (busy.isEmpty() ? "" : " and backend_id not in (:busy)")
                    + " order by next_attempt_at limit :limit for update skip locked",
                Command.class)
            .setParameter("now", now)
            .setParameter("limit", limit);
    if (!busy.isEmpty()) {
      query.setParameterList("busy", busy);
    }
    return query.getResultList();
  }

  /** The servers of a backend that have an unfinished command. */
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

  /** The unfinished network changes of a server, oldest first. */
  public List<Command> unfinishedNetworkChanges(long serverId) {
    return list(
        "serverId = ?1 and verb = ?2 and state in (PENDING, SUBMITTING, SUBMITTED) order by created",
        serverId,
        CommandVerb.MODIFY_NICS);
  }

  /** Whether a server has an unfinished command. */
  public boolean hasOpen(long serverId) {
    return count("serverId = ?1 and state in (PENDING, SUBMITTING, SUBMITTED)", serverId) > 0;
  }

  /**
   * Unfinished commands with the same verb and state.
   *
   * @param oldest when the oldest of them was created
   */
  public record BacklogEntry(CommandVerb verb, CommandState state, long number, Instant oldest) {}

  /** Counts unfinished commands by verb and state. */
  public List<BacklogEntry> backlog() {
    return getEntityManager()
        .createQuery(
            "select c.verb, c.state, count(*), min(c.created) from Command c"
                + " where c.state in (PENDING, SUBMITTING, SUBMITTED) group by c.verb, c.state",
            BacklogEntry.class)
        .getResultList();
  }

  /** Number of unfinished jobs that commands started on a backend. */
  public record JobsUnderWay(Long backend, long number) {}

  /** Counts the unfinished jobs of commands for each backend. */
  public List<JobsUnderWay> jobsUnderWay() {
    return getEntityManager()
        .createQuery(
            "select c.backendId, count(*) from Command c where c.state = SUBMITTED"
                + " group by c.backendId",
            JobsUnderWay.class)
        .getResultList();
  }

  /** Returns those of the given jobs of a backend that belong to a command. */
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
