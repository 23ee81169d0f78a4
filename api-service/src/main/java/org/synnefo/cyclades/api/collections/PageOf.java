package org.synnefo.cyclades.api.collections;

import java.util.List;
import java.util.function.ToLongFunction;
import org.synnefo.cyclades.api.representation.Link;

/**
 * Items of a collection, and the way to those that remain.
 *
 * @param items of this page
 * @param links to the next page; null if this is the last
 */
public record PageOf<T>(List<T> items, List<Link> links) {

  /**
   * @param found one item more than wanted, where more remain
   * @param path of the collection
   * @throws NotModified if changes were asked for and there are none
   */
  public static <T> PageOf<T> of(
      List<T> found, CollectionQuery query, String path, ToLongFunction<T> id, Links links) {
    if (found.isEmpty() && query.changesSince().isPresent()) {
      throw new NotModified();
    }
    if (query.limit() == 0 || found.size() <= query.limit()) {
      return new PageOf<>(found, null);
    }
    List<T> items = found.subList(0, query.limit());
    long lastSeen = id.applyAsLong(items.get(items.size() - 1));
    return new PageOf<>(items, List.of(links.next(path, query, lastSeen)));
  }
}
