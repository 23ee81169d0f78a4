package org.synnefo.cyclades.model.deadletter;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** Dead letters. One that was replayed stays until it is dropped, so that it can be looked at. */
@ApplicationScoped
public class DeadLetterRepository implements PanacheRepositoryBase<DeadLetter, Long> {

  /** How many wait in a queue. */
  public record Waiting(String queue, long number) {}

  /**
   * The oldest ones.
   *
   * @param queue of these; empty: of all
   * @param replayed whether those are among them that were replayed
   */
  public List<DeadLetter> list(Optional<String> queue, boolean replayed, int limit) {
    String condition = replayed ? "1 = 1" : "replayedAt is null";
    return queue
        .map(name -> find(condition + " and queue = ?1", Sort.by("id"), name))
        .orElseGet(() -> find(condition, Sort.by("id")))
        .range(0, limit - 1)
        .list();
  }

  /** The row, locked until the end of the transaction; empty if there is none. */
  public Optional<DeadLetter> lock(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** How many of each queue wait for an operator. */
  public List<Waiting> waiting() {
    return getEntityManager()
        .createQuery(
            "select d.queue, count(*) from DeadLetter d where d.replayedAt is null group by d.queue",
            Waiting.class)
        .getResultList();
  }
}
