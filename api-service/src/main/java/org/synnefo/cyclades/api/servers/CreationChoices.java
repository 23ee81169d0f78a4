package org.synnefo.cyclades.api.servers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.requests.Reference;
import org.synnefo.cyclades.model.flavor.FlavorListing;
import org.synnefo.cyclades.model.flavor.FlavorRow;
import org.synnefo.cyclades.model.image.ImageListing;
import org.synnefo.cyclades.model.image.ImageRow;
import org.synnefo.cyclades.model.image.ImageState;

/** The images and flavors that a user can choose. */
@ApplicationScoped
public class CreationChoices {

  private final ImageListing images;
  private final FlavorListing flavors;

  @Inject
  public CreationChoices(ImageListing images, FlavorListing flavors) {
    this.images = images;
    this.flavors = flavors;
  }

  /** An image that a server can be made from. */
  ImageRow image(long user, Reference reference) {
    Optional<ImageRow> image =
        reference.uuid().isPresent()
            ? images.find(user, reference.uuid().get())
            : images.find(user, reference.id());
    return image
        .filter(found -> found.state() == ImageState.ACTIVE)
        .orElseThrow(() -> Fault.itemNotFound("Image not found."));
  }

  /** A flavor that a server can have. */
  FlavorRow flavor(Reference reference) {
    return flavors.find(reference.id()).orElseThrow(() -> Fault.itemNotFound("Flavor not found."));
  }
}
