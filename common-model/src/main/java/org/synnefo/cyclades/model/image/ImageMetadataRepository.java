package org.synnefo.cyclades.model.image;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

@ApplicationScoped
public class ImageMetadataRepository
    implements PanacheRepositoryBase<ImageMetadata, ImageMetadata.Key> {

  /** Sets some items and keeps the others. */
  public void put(long image, Map<String, String> changes) {
    Map<String, ImageMetadata> present =
        list("imageId", image).stream()
            .collect(Collectors.toMap(item -> item.metaKey, Function.identity()));
    changes.forEach(
        (key, value) -> {
          if (present.containsKey(key)) {
            present.get(key).metaValue = value;
          } else {
            add(image, key, value);
          }
        });
  }

  private void add(long image, String key, String value) {
    ImageMetadata item = new ImageMetadata();
    item.imageId = image;
    item.metaKey = key;
    item.metaValue = value;
    persist(item);
  }
}
