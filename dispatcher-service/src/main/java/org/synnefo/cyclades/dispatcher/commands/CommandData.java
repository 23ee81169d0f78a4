package org.synnefo.cyclades.dispatcher.commands;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.Backends;
import org.synnefo.cyclades.model.flavor.Flavor;
import org.synnefo.cyclades.model.flavor.Flavors;
import org.synnefo.cyclades.model.image.Image;
import org.synnefo.cyclades.model.image.ImageMetadataItems;
import org.synnefo.cyclades.model.image.Images;
import org.synnefo.cyclades.model.network.NetworkLinks;

/** The rows that a request to Ganeti is made of. */
@ApplicationScoped
public class CommandData {

  private final Backends backends;
  private final Flavors flavors;
  private final Images images;
  private final ImageMetadataItems imageMetadata;
  private final NetworkLinks links;

  @Inject
  public CommandData(
      Backends backends,
      Flavors flavors,
      Images images,
      ImageMetadataItems imageMetadata,
      NetworkLinks links) {
    this.backends = backends;
    this.flavors = flavors;
    this.images = images;
    this.imageMetadata = imageMetadata;
    this.links = links;
  }

  @Transactional
  Backend backend(long id) {
    return backends.findById(id);
  }

  @Transactional
  Flavor flavor(long id) {
    return flavors
        .findByIdOptional(id)
        .orElseThrow(() -> new ImpossibleCommandException("There is no flavor " + id));
  }

  @Transactional
  Image image(long id) {
    return images.findById(id);
  }

  @Transactional
  Map<String, String> imageMetadata(long image) {
    return imageMetadata.list("imageId", image).stream()
        .collect(Collectors.toMap(item -> item.metaKey, item -> item.metaValue));
  }

  @Transactional
  Optional<String> link(long network) {
    return links.ofNetwork(network).map(link -> link.name);
  }
}
