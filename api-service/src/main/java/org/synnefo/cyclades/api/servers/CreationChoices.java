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

/** The images and flavors available to a user. */
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

  /** Finds an image for a new server. */
  ImageRow image(long user, Reference reference) {
    Optional<ImageRow> image =
        reference.uuid().isPresent()
            ? images.find(user, reference.uuid().get())
            : images.find(user, reference.id());
    return image
        .filter(found -> found.state() == ImageState.ACTIVE)
        .orElseThrow(() -> Fault.itemNotFound("Image not found."));
  }

  /** Finds a flavor for a server. */
  FlavorRow flavor(Reference reference) {
    return flavors.find(reference.id()).orElseThrow(() -> Fault.itemNotFound("Flavor not found."));
  }

  /**
   * Rejects a flavor that no cluster could ever host. A cluster that is full at present is
   * acceptable: the command waits.
   */
  void checkCapacity(FlavorRow flavor) {
    long disk = flavor.diskTemplate().equals(DISKLESS) ? 0 : flavor.diskGib();
    if (!clusters.couldHold(flavor.ramMib(), disk)) {
      throw Fault.of(
          FaultKind.SERVER_CAPACITY_UNAVAILABLE, "No cluster can host a server of this flavor.");
    }
  }
}
