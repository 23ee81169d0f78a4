package org.synnefo.cyclades.model.backend;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Clusters. */
@ApplicationScoped
public class Backends implements PanacheRepositoryBase<Backend, Long> {

  /** What {@link Backend#rapiPassword} is encrypted for. */
  public static final String PASSWORD_PURPOSE = "backends.rapi_password";

  public Optional<Backend> findByName(String name) {
    return find("name", name).firstResultOptional();
  }
}
