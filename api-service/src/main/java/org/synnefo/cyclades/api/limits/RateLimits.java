package org.synnefo.cyclades.api.limits;

import io.github.bucket4j.Bucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets per user and method, in this replica's memory. Least recently used ones are
 * dropped.
 */
@ApplicationScoped
public class RateLimits {

  private static final int MAX_REMEMBERED = 10_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Map<String, Integer> perMinute = new LinkedHashMap<>();
  private final Map<Key, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  @Inject
  public RateLimits(RateConfiguration configuration) {
    limit("GET", configuration.get());
    limit("POST", configuration.post());
    limit("PUT", configuration.put());
    limit("DELETE", configuration.delete());
  }

  private record Key(long user, String method) {}

  private void limit(String method, int requests) {
    if (requests > 0) {
      perMinute.put(method, requests);
    }
  }

  /** The limits by method. */
  Map<String, Integer> perMinute() {
    return perMinute;
  }

  /** Number of requests that the user may make now. */
  long remaining(long user, String method) {
    return bucket(user, method).getAvailableTokens();
  }

  /**
   * Counts a request.
   *
   * @return how long to wait before it may be made; zero if it is allowed now
   */
  public Duration take(long user, String method) {
    if (!perMinute.containsKey(method)) {
      return Duration.ZERO;
    }
    return Duration.ofNanos(
        bucket(user, method).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
  }

  private Bucket bucket(long user, String method) {
    int requests = perMinute.get(method);
    synchronized (buckets) {
      return buckets.computeIfAbsent(
          new Key(user, method),
          key ->
              Bucket.builder()
                  .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, WINDOW))
                  .build());
    }
  }
}
