package org.synnefo.cyclades.model.backend;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
public class BackendRepository implements PanacheRepositoryBase<Backend, Long> {

  /** The encryption purpose of {@link Backend#rapiPassword}. */
  public static final String PASSWORD_PURPOSE = "backends.rapi_password";

  /** The row, locked until the end of the transaction; empty if there is none. */
  public Optional<Backend> lock(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  public Optional<Backend> findByName(String name) {
    return find("name", name).firstResultOptional();
  }

  /** Locks the row with this name until the end of the transaction; empty if there is none. */
  public Optional<Backend> lock(String name) {
    return find("name", name).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }

  /**
   * Reserves capacity on a cluster; the reservation holds until the cluster reports its capacity
   * again. If two callers race for the last of it, one succeeds.
   *
   * @return whether there was enough capacity
   */
  public boolean reserve(long id, long memoryMib, long diskGib) {
    return update(
            "freeMemoryMib = freeMemoryMib - ?1, freeDiskGib = freeDiskGib - ?2 where id = ?3"
                + " and (capacityUpdated is null or freeMemoryMib >= ?1 and freeDiskGib >= ?2)",
            memoryMib,
            diskGib,
            id)
        > 0;
  }

  /**
   * Gives a backend the identity of a cluster, if it has none yet.
   *
   * @return whether it had none
   */
  public boolean identified(long id, String uuid, String clusterName) {
    return update(
            "clusterUuid = ?1, clusterName = ?2 where id = ?3 and clusterUuid is null",
            uuid,
            clusterName,
            id)
        > 0;
  }

  /** The name that the cluster of a backend has now. */
  public void named(long id, String uuid, String clusterName) {
    update(
        "clusterName = ?1 where id = ?2 and clusterUuid = ?3 and clusterName <> ?1",
        clusterName,
        id,
        uuid);
  }

  /** Another cluster answers than the backend is. */
  public void otherFound(long id, String uuid, String clusterName) {
    update("otherClusterUuid = ?1, otherClusterName = ?2 where id = ?3", uuid, clusterName, id);
  }

  /** The cluster that the backend is answers again. */
  public void otherGone(long id) {
    update("otherClusterUuid = null, otherClusterName = null where id = ?1", id);
  }

  /** The capacity that a cluster reports. */
  public record Capacity(
      long totalMemoryMib, long freeMemoryMib, long totalDiskGib, long freeDiskGib) {}

  public void recordCapacity(long id, Capacity capacity, Instant now) {
    update(
        "totalMemoryMib = ?1, freeMemoryMib = ?2, totalDiskGib = ?3, freeDiskGib = ?4,"
            + " capacityUpdated = ?5 where id = ?6",
        capacity.totalMemoryMib(),
        capacity.freeMemoryMib(),
        capacity.totalDiskGib(),
        capacity.freeDiskGib(),
        now,
        id);
  }
}
