package org.synnefo.cyclades.model.server;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;

@ApplicationScoped
public class ServerRepository implements PanacheRepositoryBase<Server, Long> {

  /** Locks the row until the end of the transaction; empty if it does not exist. */
  public Optional<Server> lock(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The backend of a server; empty if it has none, or there is no such server. */
  public Optional<Long> backendOf(long id) {
    return getEntityManager()
        .createQuery(
            "select s.backendId from Server s where s.id = ?1 and s.backendId is not null",
            Long.class)
        .setParameter(1, id)
        .getResultStream()
        .findFirst();
  }

  /**
   * Raises the progress of a server that is being built; never lowers it.
   *
   * @return whether it was raised
   */
  public boolean raiseProgress(long id, int percentage, Instant now) {
    return update(
            "buildPercentage = ?1, updated = ?2"
                + " where id = ?3 and operatingState = ?4 and buildPercentage < ?1",
            percentage,
            now,
            id,
            OperatingState.BUILD)
        > 0;
  }

  /**
   * Servers that have a NIC in a network, or for which adding one is requested and not finished.
   * Ordered by id.
   */
  public List<Server> inNetwork(long networkId) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            "select * from servers where not deleted and id in"
                + " (select server_id from nics where network_id = :network union"
                + " select server_id from commands where verb = 'MODIFY_NICS'"
                + " and state in ('PENDING', 'SUBMITTING', 'SUBMITTED')"
                + " and arguments ->> 'action' = 'add'"
                + " and (arguments ->> 'network')::bigint = :network) order by id",
            Server.class)
        .setParameter("network", networkId)
        .getResultList();
  }

  /** All servers of a backend that are not deleted. */
  public List<Server> ofBackend(long backendId) {
    return list("backendId = ?1 and not deleted", backendId);
  }

  /** Number of servers of a backend that are not deleted. */
  public long countOfBackend(long backendId) {
    return count("backendId = ?1 and not deleted", backendId);
  }

  /**
   * Of some servers, those that a backend had, that are deleted, and whose deletion was asked for.
   */
  public Set<Long> removed(long backendId, Collection<Long> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        getEntityManager()
            .createQuery(
                "select s.id from Server s where s.backendId = ?1 and s.deleted and s.id in ?2"
                    + " and exists (select 1 from Command c where c.serverId = s.id"
                    + " and c.verb = DELETE)",
                Long.class)
            .setParameter(1, backendId)
            .setParameter(2, ids)
            .getResultList());
  }

  /** Clears the mark of servers that were missing at a backend and no longer are. */
  public void notMissing(long backendId, Collection<Long> stillMissing) {
    if (stillMissing.isEmpty()) {
      update("missingSince = null where backendId = ?1 and missingSince is not null", backendId);
    } else {
      update(
          "missingSince = null where backendId = ?1 and missingSince is not null and id not in ?2",
          backendId,
          stillMissing);
    }
  }
}
