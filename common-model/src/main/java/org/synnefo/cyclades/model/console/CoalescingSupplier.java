package org.synnefo.cyclades.model.console;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Merges concurrent calls of a slow read. One read runs at a time, and all callers that arrive
 * during it share the next one. So any number of callers cost at most two reads, and nobody gets a
 * value that was read before they called.
 *
 * @param <T> the type of the value
 */
final class CoalescingSupplier<T> {

  private final Supplier<T> read;
  private final Object turn = new Object();
  private CompletableFuture<T> next;

  CoalescingSupplier(Supplier<T> read) {
    this.read = read;
  }

  /**
   * Returns a value whose read started after this call.
   *
   * @throws RuntimeException if that read failed
   */
  T get() {
    CompletableFuture<T> awaited;
    boolean mine;
    synchronized (this) {
      mine = next == null;
      if (mine) {
        next = new CompletableFuture<>();
      }
      awaited = next;
    }
    if (mine) {
      synchronized (turn) {
        begin();
        try {
          awaited.complete(read.get());
        } catch (RuntimeException | Error e) {
          awaited.completeExceptionally(e);
        }
      }
    }
    try {
      return awaited.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Callers that arrive from now on need the next read. */
  private synchronized void begin() {
    next = null;
  }
}
