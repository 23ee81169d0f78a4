package org.synnefo.cyclades.api.metadata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.images.ImageService;
import org.synnefo.cyclades.api.images.ImagesResource;
import org.synnefo.cyclades.api.transactions.Transactions;
import org.synnefo.cyclades.model.image.Image;
import org.synnefo.cyclades.model.image.ImageListing;
import org.synnefo.cyclades.model.image.ImageMetadata;
import org.synnefo.cyclades.model.image.ImageMetadataRepository;

/**
 * Metadata of images. Everybody who can see an image can read them; only its owner can change them.
 */
@ApplicationScoped
class ImageMetadataService implements ItemMetadata {

  private final ImageListing listing;
  private final ImageService images;
  private final ImageMetadataRepository items;
  private final MetadataRules rules;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  ImageMetadataService(
      ImageListing listing,
      ImageService images,
      ImageMetadataRepository items,
      MetadataRules rules,
      Transactions transactions,
      Clock clock) {
    this.listing = listing;
    this.images = images;
    this.items = items;
    this.rules = rules;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Map<String, String> read(long user, String item) {
    return listing
        .find(user, ImagesResource.id(item))
        .orElseThrow(() -> Fault.itemNotFound("Image not found."))
        .metadata();
  }

  @Override
  public void put(long user, String item, Map<String, String> changes) {
    transactions.run(
        () -> {
          Image image = images.lockOwned(user, ImagesResource.id(item));
          items.put(image.id, changes);
          items.flush();
          rules.checkCount((int) items.count("imageId", image.id));
          image.updated = ApiTime.toMicroseconds(clock.instant());
        });
  }

  @Override
  public void remove(long user, String item, String key) {
    transactions.run(
        () -> {
          Image image = images.lockOwned(user, ImagesResource.id(item));
          if (!items.deleteById(new ImageMetadata.Key(image.id, key))) {
            throw Fault.itemNotFound("Metadata item not found.");
          }
          image.updated = ApiTime.toMicroseconds(clock.instant());
        });
  }
}
