package org.synnefo.cyclades.api.images;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.synnefo.cyclades.api.collections.ApiTime;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.servers.OwnedServers;
import org.synnefo.cyclades.api.transactions.Transactions;
import org.synnefo.cyclades.model.image.Image;
import org.synnefo.cyclades.model.image.ImageListing;
import org.synnefo.cyclades.model.image.ImageRepository;
import org.synnefo.cyclades.model.image.ImageRow;
import org.synnefo.cyclades.model.image.ImageState;
import org.synnefo.cyclades.model.server.Server;

/** Creates and deletes images. */
@ApplicationScoped
public class ImageService {

  private final ImageRepository images;
  private final ImageListing listing;
  private final OwnedServers servers;
  private final Transactions transactions;
  private final Clock clock;

  @Inject
  public ImageService(
      ImageRepository images,
      ImageListing listing,
      OwnedServers servers,
      Transactions transactions,
      Clock clock) {
    this.images = images;
    this.listing = listing;
    this.servers = servers;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Creates an image from a server.
   *
   * @return the id of the image
   */
  long create(long user, long server, String name) {
    return transactions.call(
        () -> {
          Server source = servers.lockReady(user, server);
          Instant now = ApiTime.toMicroseconds(clock.instant());
          Image origin = images.findById(source.imageId);
          Image image = new Image();
          image.uuid = UUID.randomUUID();
          image.name = name;
          image.ownerId = user;
          image.state = ImageState.SAVING;
          image.location = image.uuid.toString();
          image.diskFormat = origin.diskFormat;
          image.sourceServerId = server;
          image.created = now;
          image.updated = now;
          images.persistAndFlush(image);
          return image.id;
        });
  }

  void delete(long user, long id) {
    transactions.run(
        () -> {
          Image image = lockOwned(user, id);
          image.deleted = true;
          image.state = ImageState.DELETED;
          image.updated = ApiTime.toMicroseconds(clock.instant());
        });
  }

  /**
   * Locks an image of the user. The existence of another user's image is only revealed if this user
   * can see it.
   */
  public Image lockOwned(long user, long id) {
    ImageRow visible =
        listing.find(user, id).orElseThrow(() -> Fault.itemNotFound("Image not found."));
    boolean isOwner = visible.owner() != null && visible.owner() == user;
    if (!isOwner) {
      throw Fault.unauthorized("You do not own the image.");
    }
    return images
        .lock(id)
        .filter(image -> !image.deleted)
        .orElseThrow(() -> Fault.itemNotFound("Image not found."));
  }
}
