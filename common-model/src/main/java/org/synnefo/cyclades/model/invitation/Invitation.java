package org.synnefo.cyclades.model.invitation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An invitation of a new user by an existing one. Only the hash of the mailed code is stored. */
@Entity
@Table(name = "invitations")
public class Invitation {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(name = "inviter_id", nullable = false, updatable = false)
  public Long inviterId;

  @Column(name = "invitee_id")
  public Long inviteeId;

  @Column(nullable = false)
  public String email;

  @Column(nullable = false)
  public String name;

  @Column(name = "code_hash", nullable = false)
  public String codeHash;

  @Column(nullable = false, updatable = false)
  public Instant created;

  @Column(name = "expires_at", nullable = false)
  public Instant expiresAt;

  @Column(name = "accepted_at")
  public Instant acceptedAt;
}
