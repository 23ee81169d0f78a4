package org.synnefo.cyclades.model.network;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
public class NicRepository implements PanacheRepositoryBase<Nic, Long> {

  /** The NICs of a server, the public one first. */
  public List<Nic> ofServer(long serverId) {
    return list("serverId = ?1 order by position", serverId);
  }
}
