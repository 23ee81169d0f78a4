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
   * Whether a network with this link can't have a machine on it, and none can come: it is deleted,
   * has no NIC, and no change of NICs that names it is under way. A link that is given to another
   * network too early joins two tenants.
   */
  private static final String UNUSED =
      "not exists (select from nics c where c.network_id = l.network_id)"
          + " and not exists (select from commands m where m.verb = 'MODIFY_NICS'"
          + " and m.state in ('PENDING', 'SUBMITTING', 'SUBMITTED')"
          + " and (m.arguments ->> 'network')::bigint = l.network_id)";

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

  /**
   * Gives back the links of deleted networks that no machine is on, or is about to be. The
   * networks' rows are locked first, so that of two who take the last NICs away at once one sees
   * both gone.
   *
   * @param networkIds networks that may be unused now
   * @return how many links are free again
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

  /** The deleted networks that still hold a link though nothing is left of them. */
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
