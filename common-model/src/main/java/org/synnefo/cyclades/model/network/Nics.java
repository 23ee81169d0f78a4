package org.synnefo.cyclades.model.network;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** NICs. */
@ApplicationScoped
public class Nics implements PanacheRepositoryBase<Nic, Long> {

  /** The NICs of a server, the public one first. */
  public List<Nic> ofServer(long serverId) {
    return list("serverId = ?1 order by position", serverId);
  }

  /** Ids of the servers that have a NIC in a network, in order. */
  public List<Long> serversIn(long networkId) {
    return getEntityManager()
        .createQuery(
            "select distinct n.serverId from Nic n where n.networkId = :network order by n.serverId",
            Long.class)
        .setParameter("network", networkId)
        .getResultList();
  }
}
