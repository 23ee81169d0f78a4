package org.synnefo.cyclades.model.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An API token. Only its hash is stored. */
@Entity
@Table(name = "tokens")
public class Token {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(name = "user_id", nullable = false, updatable = false)
  public Long userId;

  /** SHA-256 of the token, in hexadecimal. */
  @Column(name = "token_hash", nullable = false, updatable = false)
  public String tokenHash;

  @Column(nullable = false)
  public String description;

  @Column(name = "read_only", nullable = false)
  public boolean readOnly;

  @Column(nullable = false, updatable = false)
  public Instant created;

  @Column(name = "expires_at", nullable = false)
  public Instant expiresAt;
}
