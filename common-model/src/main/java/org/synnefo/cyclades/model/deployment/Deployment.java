package org.synnefo.cyclades.model.deployment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The one row that says which deployment this is. */
@Entity
@Table(name = "deployment")
public class Deployment {

  @Id public boolean id;

  @Column(nullable = false, updatable = false)
  public UUID uuid;
}
