package org.synnefo.cyclades.model.network;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The public network, or a private network of a tenant. */
@Entity
@Table(name = "networks")
public class Network {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(nullable = false)
  public String name;

  /** Null for the public network. */
  @Column(name = "user_id")
  public Long userId;

  @Column(name = "public", nullable = false)
  public boolean isPublic;

  @Column(nullable = false)
  public boolean deleted;

  @Column(nullable = false, updatable = false)
  public Instant created;

  @Column(nullable = false)
  public Instant updated;
}
