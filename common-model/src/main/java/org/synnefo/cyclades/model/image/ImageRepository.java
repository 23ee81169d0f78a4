package org.synnefo.cyclades.model.image;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

@ApplicationScoped
public class ImageRepository implements PanacheRepositoryBase<Image, Long> {

  /** Locks the row until the end of the transaction; empty if it does not exist. */
  public Optional<Image> lock(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }
}
