package org.synnefo.cyclades.api.collections;

/** Nothing in the collection has changed since the given time. */
public final class NotModified extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotModified() {
    super("nothing has changed", null, false, false);
  }
}
