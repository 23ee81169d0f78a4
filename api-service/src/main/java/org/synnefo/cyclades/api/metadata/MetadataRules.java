package org.synnefo.cyclades.api.metadata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.synnefo.cyclades.api.faults.Fault;

/** Validates metadata. */
@ApplicationScoped
public class MetadataRules {

  private static final int MAX_KEY = 50;
  private static final int MAX_VALUE = 500;

  private final int maxItems;

  @Inject
  public MetadataRules(MetadataConfiguration configuration) {
    maxItems = configuration.maxItems();
  }

  /** Returns the items if they are valid. */
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

  /** Checks the number of metadata items. */
  public void checkCount(int count) {
    if (count > maxItems) {
      throw Fault.overLimit("Too many metadata items: limit %d, requested %d.", maxItems, count);
    }
  }
}
