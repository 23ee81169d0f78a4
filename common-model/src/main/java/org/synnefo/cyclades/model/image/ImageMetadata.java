package org.synnefo.cyclades.model.image;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** One item of an image's metadata. */
@Entity
@Table(name = "image_metadata")
@IdClass(ImageMetadata.Key.class)
public class ImageMetadata {

  @Id
  @Column(name = "image_id", nullable = false)
  public Long imageId;

  @Id
  @Column(name = "meta_key", nullable = false)
  public String metaKey;

  @Column(name = "meta_value", nullable = false)
  public String metaValue;

  /** The primary key. */
  public record Key(Long imageId, String metaKey) {}
}
