package org.synnefo.cyclades.model.deployment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Knows which deployment this is. */
@ApplicationScoped
public class Deployments implements PanacheRepositoryBase<Deployment, Boolean> {

  /** The deployment's identity: made with the schema, and kept by every backup of the database. */
  public UUID uuid() {
    return findById(true).uuid;
  }
}
