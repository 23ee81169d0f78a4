package org.synnefo.cyclades.api.collections;

/** Nothing of the collection changed since then. */
public final class NotModified extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotModified() {
    super("nothing changed", null, false, false);
  }
}
