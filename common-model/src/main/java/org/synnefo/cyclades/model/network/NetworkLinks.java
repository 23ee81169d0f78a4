package org.synnefo.cyclades.model.network;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The pool of links. */
@ApplicationScoped
public class NetworkLinks implements PanacheRepositoryBase<NetworkLink, Long> {

  /**
   * Takes a free link for a network; two that race take different ones.
   *
   * @return the link, or empty if none is free
   */
  public Optional<NetworkLink> take(long networkId) {
    List<NetworkLink> free =
        getEntityManager()
            .unwrap(Session.class)
            .createNativeQuery(
                "select * from network_links where network_id is null order by id limit 1 for update skip locked",
                NetworkLink.class)
            .getResultList();
    return free.stream()
        .findFirst()
        .map(
            link -> {
              link.networkId = networkId;
              return link;
            });
  }

  /** The link that a network holds. */
  public Optional<NetworkLink> ofNetwork(long networkId) {
    return find("networkId", networkId).firstResultOptional();
  }

  public Optional<NetworkLink> findByName(String name) {
    return find("name", name).firstResultOptional();
  }

  /** Gives the link of a network back to the pool. */
  public void release(long networkId) {
    update("networkId = null where networkId = ?1", networkId);
  }
}
