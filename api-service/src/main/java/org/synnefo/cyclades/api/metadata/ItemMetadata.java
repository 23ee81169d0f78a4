package org.synnefo.cyclades.api.metadata;

import java.util.Map;

/** Metadata of one kind of item. Each change runs in a transaction and moves the owner's time. */
interface ItemMetadata {

  /** What a user sees of an item's metadata. */
  Map<String, String> read(long user, String item);

  /** Adds and replaces. */
  void put(long user, String item, Map<String, String> changes);

  /** Removes one; a fault if there is none. */
  void remove(long user, String item, String key);
}
