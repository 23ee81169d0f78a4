package org.synnefo.cyclades.model.image;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Metadata of images. */
@ApplicationScoped
public class ImageMetadataItems
    implements PanacheRepositoryBase<ImageMetadata, ImageMetadata.Key> {}
