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
   * Whether no cluster can have a machine on the link: each was looked at since no NIC is known,
   * and none was found; or nobody ever asked for one. A cluster that is offline counts where the
   * network's owner has servers.
   */
  private static final String SEEN_EMPTY =
      "(not exists (select from backends b where (not b.offline or exists (select from servers s"
          + " join networks n on n.user_id = s.user_id"
          + " where n.id = l.network_id and s.backend_id = b.id and not s.deleted))"
          + " and (b.looked_at is null or b.looked_at <= l.unused_since"
          + " or jsonb_exists(b.seen_links, l.name)))"
          + " or not exists (select from networks n join servers s on s.user_id = n.user_id"
          + " join commands m on m.server_id = s.id where n.id = l.network_id"
          + " and m.verb = 'MODIFY_NICS'"
          + " and (m.arguments ->> 'network')::bigint = l.network_id))";

  private static final String MARK =
      "update network_links l set unused_since = now() where network_id in (:ids)"
          + " and (unused_since is null or unused_since <"
          + " (select n.updated from networks n where n.id = l.network_id)) and "
          + UNUSED;

  private static final String RELEASE =
      "update network_links l set network_id = null, unused_since = null"
          + " where network_id in (:ids) and unused_since is not null and "
          + UNUSED
          + " and "
          + SEEN_EMPTY;

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
                "select * from network_links where network_id is null order by id limit 1 for"
                    + " update skip locked",
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
   * Gives back the links of deleted networks that no machine is on, or is about to be, once each
   * cluster was looked at and had none on it. The networks' rows are locked first, so that of two
   * who take the last NICs away at once one sees both gone.
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
                "select id from networks where id in (:ids) and deleted order by id for no key"
                    + " update",
                Long.class)
            .setParameterList("ids", networkIds)
            .getResultList();
    if (deleted.isEmpty()) {
      return 0;
    }
    session.createNativeMutationQuery(MARK).setParameterList("ids", deleted).executeUpdate();
    return session
        .createNativeMutationQuery(RELEASE)
        .setParameterList("ids", deleted)
        .executeUpdate();
  }

  /** Names of the links that deleted networks hold. */
  public List<String> ofDeletedNetworks() {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            "select l.name from network_links l join networks n on n.id = l.network_id"
                + " where n.deleted",
            String.class)
        .getResultList();
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
