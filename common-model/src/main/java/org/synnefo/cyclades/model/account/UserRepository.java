package org.synnefo.cyclades.model.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Users. */
@ApplicationScoped
public class UserRepository implements PanacheRepositoryBase<User, Long> {

  /** The row, locked until the end of the transaction; empty if there is none. */
  public Optional<User> lock(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }
}
