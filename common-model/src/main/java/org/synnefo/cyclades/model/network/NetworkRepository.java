package org.synnefo.cyclades.model.network;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
public class NetworkRepository implements PanacheRepositoryBase<Network, Long> {

  /**
   * Locks a private network of a user until the end of the transaction; empty if there is none.
   * Rows of other users are never locked.
   */
  public Optional<Network> lock(long userId, long id) {
    return find("id = ?1 and userId = ?2 and not isPublic and not deleted", id, userId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /**
   * Updates the time of private networks whose servers changed, so that {@code changes-since} lists
   * them. They are locked in the order of their ids.
   */
  public void touch(Collection<Long> ids, Instant now) {
    ids.stream()
        .sorted()
        .forEach(id -> update("updated = ?1 where id = ?2 and not isPublic", now, id));
  }

  /** The public network, which the schema creates. */
  public Network publicNetwork() {
    return find("isPublic", true).singleResult();
  }

  /** The deleted networks that hold a link still. */
  public Set<Long> deletedWithLink() {
    return Set.copyOf(
        getEntityManager()
            .createQuery(
                "select n.id from Network n where n.deleted"
                    + " and n.id in (select l.networkId from NetworkLink l)",
                Long.class)
            .getResultList());
  }
}
