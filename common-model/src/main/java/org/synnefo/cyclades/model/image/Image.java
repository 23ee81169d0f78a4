package org.synnefo.cyclades.model.image;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A disk image from which servers are created. */
@Entity
@Table(name = "images")
public class Image {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(nullable = false, updatable = false)
  public UUID uuid;

  @Column(nullable = false)
  public String name;

  /** Null if the image belongs to the deployment. */
  @Column(name = "owner_id")
  public Long ownerId;

  @Column(name = "public", nullable = false)
  public boolean isPublic;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  public ImageState state;

  /** The name of the image for the OS provider ({@code img_id}). */
  @Column(nullable = false)
  public String location;

  @Column(name = "disk_format", nullable = false)
  public String diskFormat;

  @Column(name = "source_server_id")
  public Long sourceServerId;

  @Column(nullable = false)
  public boolean deleted;

  @Column(nullable = false, updatable = false)
  public Instant created;

  @Column(nullable = false)
  public Instant updated;
}
