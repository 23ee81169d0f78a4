package org.synnefo.cyclades.model.network;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Networks. */
@ApplicationScoped
public class NetworkRepository implements PanacheRepositoryBase<Network, Long> {

  /**
   * A private network of a user, locked until the end of the transaction; empty if there is no such
   * network. Nobody else's row is locked, not even for a moment.
   */
  public Optional<Network> lock(long userId, long id) {
    return find("id = ?1 and userId = ?2 and not isPublic and not deleted", id, userId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /**
   * Private networks whose servers changed: whoever asks for changes is to see them. They are
   * locked in the order of their ids.
   */
  public void touch(Collection<Long> ids, Instant now) {
    ids.stream()
        .sorted()
        .forEach(id -> update("updated = ?1 where id = ?2 and not isPublic", now, id));
  }

  /** The public network, which the schema makes. */
  public Network publicNetwork() {
    return find("isPublic", true).singleResult();
  }
}
