package org.synnefo.cyclades.api.collections;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.synnefo.cyclades.model.query.Page;

/**
 * All items of a collection. They are read one page at a time while they are being written, so that
 * only one page is in memory.
 */
final class PagedIterable<T> implements Iterable<T> {

  /** Number of items per page. */
  static final int SIZE = 1000;

  private final Page query;
  private final List<T> first;
  private final ToLongFunction<T> id;
  private final Function<Page, List<T>> listing;

  private PagedIterable(
      Page query, List<T> first, ToLongFunction<T> id, Function<Page, List<T>> listing) {
    this.query = query;
    this.first = first;
    this.id = id;
    this.listing = listing;
  }

  /** Reads the first page. */
  static <T> PagedIterable<T> of(
      Page query, ToLongFunction<T> id, Function<Page, List<T>> listing) {
    return new PagedIterable<>(query, listing.apply(query.limitedTo(SIZE)), id, listing);
  }

  boolean isEmpty() {
    return first.isEmpty();
  }

  @Override
  public Iterator<T> iterator() {
    return new Iterator<>() {
      private List<T> page = first;
      private int next;

      @Override
      public boolean hasNext() {
        if (next == page.size() && page.size() == SIZE) {
          long last = id.applyAsLong(page.get(SIZE - 1));
          page = listing.apply(query.startingAfter(last).limitedTo(SIZE));
          next = 0;
        }
        return next < page.size();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return page.get(next++);
      }
    };
  }
}
