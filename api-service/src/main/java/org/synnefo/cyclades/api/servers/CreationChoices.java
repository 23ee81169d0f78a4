package org.synnefo.cyclades.api.servers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.faults.FaultKind;
import org.synnefo.cyclades.api.requests.Reference;
import org.synnefo.cyclades.model.backend.ClusterSizes;
import org.synnefo.cyclades.model.flavor.FlavorListing;
import org.synnefo.cyclades.model.flavor.FlavorRow;
import org.synnefo.cyclades.model.image.ImageListing;
import org.synnefo.cyclades.model.image.ImageRow;
import org.synnefo.cyclades.model.image.ImageState;

/** The images and flavors that a user can choose. */
@ApplicationScoped
public class CreationChoices {

  private static final String DISKLESS = "diskless";

  private final ImageListing images;
  private final FlavorListing flavors;
  private final ClusterSizes clusters;

  @Inject
  public CreationChoices(ImageListing images, FlavorListing flavors, ClusterSizes clusters) {
    this.images = images;
    this.flavors = flavors;
    this.clusters = clusters;
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

  /**
   * Refuses a flavor that no cluster could ever hold; one that is full at present is waited for.
   */
  void checkCapacity(FlavorRow flavor) {
    long disk = flavor.diskTemplate().equals(DISKLESS) ? 0 : flavor.diskGib();
    if (!clusters.couldHold(flavor.ramMib(), disk)) {
      throw Fault.of(
          FaultKind.SERVER_CAPACITY_UNAVAILABLE, "No cluster takes a server of this flavor.");
    }
  }
}
