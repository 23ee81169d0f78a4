package org.synnefo.cyclades.model.network;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Networks. */
@ApplicationScoped
public class Networks implements PanacheRepositoryBase<Network, Long> {

  /** The row, locked until the end of the transaction; empty if there is none. */
  public Optional<Network> lock(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The public network, which the schema makes. */
  public Network publicNetwork() {
    return find("isPublic", true).singleResult();
  }
}
