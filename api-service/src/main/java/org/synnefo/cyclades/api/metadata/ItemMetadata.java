package org.synnefo.cyclades.api.metadata;

import java.util.Map;

/**
 * Metadata of one kind of item. Each change runs in a transaction and updates the time of the item.
 */
interface ItemMetadata {

  /** The metadata of an item, if the user may see it. */
  Map<String, String> read(long user, String item);

  /** Adds or replaces items. */
  void put(long user, String item, Map<String, String> changes);

  /** Removes an item; a fault if it does not exist. */
  void remove(long user, String item, String key);
}
