package org.synnefo.cyclades.model.deadletter;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** Dead letters. A replayed one is kept for inspection until it is dropped. */
@ApplicationScoped
public class DeadLetterRepository implements PanacheRepositoryBase<DeadLetter, Long> {

  /** Number of dead letters of a queue that have not been replayed. */
  public record Waiting(String queue, long number) {}

  /**
   * Lists dead letters, oldest first.
   *
   * @param queue only those of this queue; empty for all
   * @param replayed whether to include those that were replayed
   */
  public List<DeadLetter> list(Optional<String> queue, boolean replayed, int limit) {
    String condition = replayed ? "1 = 1" : "replayedAt is null";
    return queue
        .map(name -> find(condition + " and queue = ?1", Sort.by("id"), name))
        .orElseGet(() -> find(condition, Sort.by("id")))
        .range(0, limit - 1)
        .list();
  }

  /** Locks the row until the end of the transaction; empty if it does not exist. */
  public Optional<DeadLetter> lock(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Counts the dead letters of each queue that have not been replayed. */
  public List<Waiting> waiting() {
    return getEntityManager()
        .createQuery(
            "select d.queue, count(*) from DeadLetter d where d.replayedAt is null group by d.queue",
            Waiting.class)
        .getResultList();
  }
}
