package org.synnefo.cyclades.local.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Steps that run side by side, each as soon as those that it needs are done. */
public final class Steps {

  /** How long steps that were interrupted may take to notice it. */
  private static final Duration INTERRUPTION = Duration.ofSeconds(10);

  private Steps() {}

  /**
   * Runs all steps, and returns when all are done. When one fails, the others are interrupted.
   *
   * @param steps each after those that it needs
   * @throws IllegalArgumentException if a step needs one that does not stand before it
   * @throws RuntimeException that of the step that failed first
   */
  public static void run(List<Step> steps) {
    Map<String, CompletableFuture<Void>> started = new HashMap<>();
    List<CompletableFuture<?>> all = new ArrayList<>();
    CompletableFuture<Void> failure = new CompletableFuture<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (Step step : steps) {
        CompletableFuture<Void> done =
            CompletableFuture.allOf(needed(step, started)).thenRunAsync(step.action(), threads);
        all.add(
            done.whenComplete(
                (nothing, problem) -> {
                  if (problem != null) {
                    failure.completeExceptionally(problem);
                  }
                }));
        started.put(step.name(), done);
      }
      CompletableFuture<Void> success =
          CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new));
      CompletableFuture.anyOf(success, failure).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException problem ? problem : e;
    } finally {
      end(threads);
    }
  }

  private static CompletableFuture<?>[] needed(
      Step step, Map<String, CompletableFuture<Void>> started) {
    return step.needs().stream()
        .map(
            need -> {
              if (!started.containsKey(need)) {
                throw new IllegalArgumentException(
                    "%s needs %s, which does not stand before it".formatted(step.name(), need));
              }
              return started.get(need);
            })
        .toArray(CompletableFuture<?>[]::new);
  }

  /** Nothing may be started any more once this method has returned. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(INTERRUPTION.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
