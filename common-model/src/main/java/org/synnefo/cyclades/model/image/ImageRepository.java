package org.synnefo.cyclades.model.image;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Images. */
@ApplicationScoped
public class ImageRepository implements PanacheRepositoryBase<Image, Long> {

  /** The row, locked until the end of the transaction; empty if there is none. */
  public Optional<Image> lock(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }
}
