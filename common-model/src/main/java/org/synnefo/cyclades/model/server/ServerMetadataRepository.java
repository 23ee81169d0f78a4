package org.synnefo.cyclades.model.server;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Metadata of servers. */
@ApplicationScoped
public class ServerMetadataRepository
    implements PanacheRepositoryBase<ServerMetadata, ServerMetadata.Key> {

  /** Adds an item that is not there. */
  public void add(long server, String key, String value) {
    ServerMetadata item = new ServerMetadata();
    item.serverId = server;
    item.metaKey = key;
    item.metaValue = value;
    persist(item);
  }

  /** Sets items; others stay as they are. */
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

  /** Puts other items in the place of all that a server has. */
  public void replace(long server, Map<String, String> items) {
    delete("serverId", server);
    items.forEach((key, value) -> add(server, key, value));
  }
}
