package org.synnefo.cyclades.model.image;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A user with whom an image is shared. */
@Entity
@Table(name = "image_members")
@IdClass(ImageMember.Key.class)
public class ImageMember {

  @Id
  @Column(name = "image_id", nullable = false)
  public Long imageId;

  @Id
  @Column(name = "user_id", nullable = false)
  public Long userId;

  /** The primary key. */
  public record Key(Long imageId, Long userId) {}
}
