package org.synnefo.cyclades.dispatcher.commands;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.flavor.Flavor;
import org.synnefo.cyclades.model.flavor.FlavorRepository;
import org.synnefo.cyclades.model.image.Image;
import org.synnefo.cyclades.model.image.ImageMetadataRepository;
import org.synnefo.cyclades.model.image.ImageRepository;
import org.synnefo.cyclades.model.network.NetworkLinkRepository;

/** The rows that a request to Ganeti is made of. */
@ApplicationScoped
public class CommandData {

  private final BackendRepository backends;
  private final FlavorRepository flavors;
  private final ImageRepository images;
  private final ImageMetadataRepository imageMetadata;
  private final NetworkLinkRepository links;

  @Inject
  public CommandData(
      BackendRepository backends,
      FlavorRepository flavors,
      ImageRepository images,
      ImageMetadataRepository imageMetadata,
      NetworkLinkRepository links) {
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
