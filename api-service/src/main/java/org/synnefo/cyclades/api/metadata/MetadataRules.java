package org.synnefo.cyclades.api.metadata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.synnefo.cyclades.api.faults.Fault;

/** What metadata may be. */
@ApplicationScoped
public class MetadataRules {

  private static final int MAX_KEY = 50;
  private static final int MAX_VALUE = 500;

  private final int maxItems;

  @Inject
  public MetadataRules(MetadataConfiguration configuration) {
    maxItems = configuration.maxItems();
  }

  /** The items, if they may be an item's metadata. */
  public Map<String, String> check(Map<String, String> items) {
    items.forEach(
        (key, value) -> {
          int keyLength = key.codePointCount(0, key.length());
          if (keyLength < 1 || keyLength > MAX_KEY) {
            throw Fault.badRequest("A metadata key must have 1 to %d characters.", MAX_KEY);
          }
          if (value.codePointCount(0, value.length()) > MAX_VALUE) {
            throw Fault.badRequest("A metadata value must have at most %d characters.", MAX_VALUE);
          }
        });
    checkCount(items.size());
    return items;
  }

  /** Whether one item may have that many. */
  public void checkCount(int count) {
    if (count > maxItems) {
      throw Fault.overLimit(
          "Over the limit of metadata items: limit %d, asked for %d.", maxItems, count);
    }
  }
}
