package org.synnefo.cyclades.model.keypair;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A public SSH key of a user. */
@Entity
@Table(name = "key_pairs")
public class KeyPair {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(name = "user_id", nullable = false, updatable = false)
  public Long userId;

  @Column(nullable = false)
  public String name;

  @Column(name = "public_key", nullable = false)
  public String publicKey;

  @Column(nullable = false)
  public String fingerprint;

  @Column(nullable = false, updatable = false)
  public Instant created;
}
