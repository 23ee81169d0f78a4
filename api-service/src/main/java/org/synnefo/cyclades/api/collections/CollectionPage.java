package org.synnefo.cyclades.api.collections;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;
import org.synnefo.cyclades.api.representation.Link;
import org.synnefo.cyclades.api.representation.Values;
import org.synnefo.cyclades.model.query.Page;

/**
 * A page of a collection.
 *
 * @param items of this page
 * @param links to the next page; null if this is the last
 */
public record CollectionPage<T>(Iterable<T> items, List<Link> links) {

  /**
   * @param path of the collection
   * @param listing reads a page
   * @throws NotModified if {@code changes-since} was given and nothing has changed
   */
  public static <T> CollectionPage<T> read(
      CollectionQuery query,
      String path,
      ToLongFunction<T> id,
      LinkBuilder links,
      Function<Page, List<T>> listing) {
    return query.limit() == 0
        ? all(query, id, listing)
        : one(query, path, id, links, listing.apply(query.page()));
  }

  private static <T> CollectionPage<T> all(
      CollectionQuery query, ToLongFunction<T> id, Function<Page, List<T>> listing) {
    PagedIterable<T> pages = PagedIterable.of(query.page(), id, listing);
    refuseNoChanges(query, pages.isEmpty());
    return new CollectionPage<>(pages, null);
  }

  /**
   * @param found one item more than the limit if there are more pages
   */
  private static <T> CollectionPage<T> one(
      CollectionQuery query, String path, ToLongFunction<T> id, LinkBuilder links, List<T> found) {
    refuseNoChanges(query, found.isEmpty());
    if (found.size() <= query.limit()) {
      return new CollectionPage<>(found, null);
    }
    List<T> items = found.subList(0, query.limit());
    long lastSeen = id.applyAsLong(items.get(items.size() - 1));
    return new CollectionPage<>(items, List.of(links.next(path, query, lastSeen)));
  }

  private static void refuseNoChanges(CollectionQuery query, boolean isEmpty) {
    if (isEmpty && query.changesSince().isPresent()) {
      throw new NotModified();
    }
  }

  /** Converts the items to views. Each is converted when it is written. */
  public <V> Values<V> show(Function<T, V> view) {
    return new Values<>(
        () -> StreamSupport.stream(items.spliterator(), false).map(view).iterator());
  }
}
