package org.synnefo.cyclades.model.network;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The pool of links. */
@ApplicationScoped
public class NetworkLinkRepository implements PanacheRepositoryBase<NetworkLink, Long> {

  /**
   * Whether no machine is or can still be connected to this link: its network is deleted, has no
   * NIC, and no unfinished NIC change names it. Reusing a link too early would connect the networks
   * of two tenants.
   */
  private static final String UNUSED =
      "not exists (select from nics c where c.network_id = l.network_id)"
          + " and not exists (select from commands m where m.verb = 'MODIFY_NICS'"
          + " and m.state in ('PENDING', 'SUBMITTING', 'SUBMITTED')"
          + " and (m.arguments ->> 'network')::bigint = l.network_id)";

  /**
   * Allocates a free link for a network. Concurrent callers get different links.
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

  /** The link of a network. */
  public Optional<NetworkLink> ofNetwork(long networkId) {
    return find("networkId", networkId).firstResultOptional();
  }

  public Optional<NetworkLink> findByName(String name) {
    return find("name", name).firstResultOptional();
  }

  /**
   * Frees the links of deleted networks to which no machine is or can be connected. The network
   * rows are locked first, so that when the last NICs are removed concurrently, one transaction
   * sees all of them gone.
   *
   * @param networkIds networks that may be unused
   * @return number of links freed
   */
  public int releaseUnused(Collection<Long> networkIds) {
    if (networkIds.isEmpty()) {
      return 0;
    }
    Session session = getEntityManager().unwrap(Session.class);
    List<Long> deleted =
        session
            .createNativeQuery(
                "select id from networks where id in (:ids) and deleted order by id for no key update",
                Long.class)
            .setParameterList("ids", networkIds)
            .getResultList();
    if (deleted.isEmpty()) {
      return 0;
    }
    return session
        .createNativeMutationQuery(
            "update network_links l set network_id = null where network_id in (:ids) and " + UNUSED)
        .setParameterList("ids", deleted)
        .executeUpdate();
  }

  /** Deleted networks that still hold a link although they are unused. */
  public List<Long> abandoned() {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            "select n.id from networks n join network_links l on l.network_id = n.id"
                + " where n.deleted and "
                + UNUSED,
            Long.class)
        .getResultList();
  }
}
