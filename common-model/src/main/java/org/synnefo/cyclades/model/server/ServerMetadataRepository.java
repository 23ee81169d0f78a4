package org.synnefo.cyclades.model.server;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

@ApplicationScoped
public class ServerMetadataRepository
    implements PanacheRepositoryBase<ServerMetadata, ServerMetadata.Key> {

  /** Adds a new item. */
  public void add(long server, String key, String value) {
    ServerMetadata item = new ServerMetadata();
    item.serverId = server;
    item.metaKey = key;
    item.metaValue = value;
    persist(item);
  }

  /** Sets some items and keeps the others. */
  public void put(long server, Map<String, String> changes) {
    Map<String, ServerMetadata> present =
        list("serverId", server).stream()
            .collect(Collectors.toMap(item -> item.metaKey, Function.identity()));
    changes.forEach(
        (key, value) -> {
          if (present.containsKey(key)) {
            present.get(key).metaValue = value;
          } else {
            add(server, key, value);
          }
        });
  }

  /** Replaces all items of a server. */
  public void replace(long server, Map<String, String> items) {
    delete("serverId", server);
    items.forEach((key, value) -> add(server, key, value));
  }
}
