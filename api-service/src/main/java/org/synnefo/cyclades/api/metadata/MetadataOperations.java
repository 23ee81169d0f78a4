package org.synnefo.cyclades.api.metadata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.synnefo.cyclades.api.authentication.Caller;
import org.synnefo.cyclades.api.faults.Fault;
import org.synnefo.cyclades.api.idempotency.Idempotency;
import org.synnefo.cyclades.api.representation.Dictionary;
import org.synnefo.cyclades.api.requests.RequestBody;
import org.synnefo.cyclades.api.requests.TextRules;

/** The operations on metadata, the same for servers and images. */
@ApplicationScoped
class MetadataOperations {

  private final MetadataRules rules;
  private final Idempotency idempotency;
  private final Caller caller;

  @Inject
  MetadataOperations(MetadataRules rules, Idempotency idempotency, Caller caller) {
    this.rules = rules;
    this.idempotency = idempotency;
    this.caller = caller;
  }

  MetadataResponse all(ItemMetadata items, String item) {
    return new MetadataResponse(new Dictionary(items.read(caller.id(), item)));
  }

  ChangedMetadataResponse update(ItemMetadata items, String item, RequestBody body) {
    Map<String, String> changes = rules.check(body.object("metadata").texts());
    return idempotency.once(
        body,
        ChangedMetadataResponse.class,
        () -> {
          items.put(caller.id(), item, changes);
          return new ChangedMetadataResponse(changes);
        });
  }

  MetaResponse one(ItemMetadata items, String item, String key) {
    String value = items.read(caller.id(), item).get(TextRules.storable(key, "key"));
    if (value == null) {
      throw Fault.itemNotFound("Metadata item not found.");
    }
    return new MetaResponse(key, value);
  }

  MetaResponse set(ItemMetadata items, String item, String key, RequestBody body) {
    Map<String, String> meta = rules.check(body.object("meta").texts());
    if (meta.size() != 1 || !meta.containsKey(key)) {
      throw Fault.badRequest("'meta' must contain exactly the key in the URL.");
    }
    items.put(caller.id(), item, meta);
    return new MetaResponse(meta);
  }

  void remove(ItemMetadata items, String item, String key) {
    items.remove(caller.id(), item, TextRules.storable(key, "key"));
  }
}
