package org.synnefo.cyclades.model.command;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The outbox. */
@ApplicationScoped
public class Commands implements PanacheRepositoryBase<Command, UUID> {

  /** What {@link Command#secret} is encrypted for. */
  public static final String SECRET_PURPOSE = "commands.secret";

  /** The row, locked until the end of the transaction; empty if there is none. */
  public Optional<Command> lock(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The oldest commands that are not known to be published, locked; those that another replica has locked are passed over. */
  public List<Command> lockUnpublished(Instant createdBefore, int limit) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            "select * from commands where published_at is null and state = 'PENDING' and created < :before"
                + " order by created limit :limit for update skip locked",
            Command.class)
        .setParameter("before", createdBefore)
        .setParameter("limit", limit)
        .getResultList();
  }

  public void markPublished(UUID id, Instant now) {
    update("publishedAt = ?1 where id = ?2", now, id);
  }
}
