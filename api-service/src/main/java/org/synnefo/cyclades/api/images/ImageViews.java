package org.synnefo.cyclades.api.images;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.collections.LinkBuilder;
import org.synnefo.cyclades.api.representation.Dictionary;
import org.synnefo.cyclades.model.image.ImageRow;
import org.synnefo.cyclades.model.image.ImageState;

/** Creates views of images. */
@ApplicationScoped
public class ImageViews {

  private static final int COMPLETE = 100;

  private final LinkBuilder links;

  @Inject
  public ImageViews(LinkBuilder links) {
    this.links = links;
  }

  ImageView brief(ImageRow image) {
    return new ImageView(image.id(), image.name(), null, null, null, null, null, null, null);
  }

  ImageView detail(ImageRow image) {
    return new ImageView(
        image.id(),
        image.name(),
        ApiTime.write(image.created()),
        ApiTime.write(image.updated()),
        image.state().name(),
        image.state() == ImageState.ACTIVE ? COMPLETE : 0,
        image.sourceServer(),
        image.metadata().isEmpty() ? null : new Dictionary(image.metadata()),
        links.of("images", image.id()));
  }
}
