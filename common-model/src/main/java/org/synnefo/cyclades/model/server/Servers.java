package org.synnefo.cyclades.model.server;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Servers. */
@ApplicationScoped
public class Servers implements PanacheRepositoryBase<Server, Long> {

  /** The row, locked until the end of the transaction; empty if there is none. */
  public Optional<Server> lock(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }
}
