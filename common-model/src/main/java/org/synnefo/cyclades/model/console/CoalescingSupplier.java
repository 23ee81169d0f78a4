package org.synnefo.cyclades.model.console;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A look at something that is slow to see. There is one look at a time, and all who ask while it is
 * under way share the next: many cost no more than two, and nobody gets an answer that is older
 * than his question.
 *
 * @param <T> what is seen
 */
final class CoalescingSupplier<T> {

  private final Supplier<T> look;
  private final Object turn = new Object();
  private CompletableFuture<T> next;

  CoalescingSupplier(Supplier<T> look) {
    this.look = look;
  }

  /**
   * What was seen by a look that began after this call did.
   *
   * @throws RuntimeException the one that ended the look
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
          awaited.complete(look.get());
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

  /** Whoever asks from now on needs another look. */
  private synchronized void begin() {
    next = null;
  }
}
