package org.synnefo.cyclades.dispatcher.reconciliation;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.CloudTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@CloudTest
class ClusterLockTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject ClusterLock lock;

  private final long backend = ThreadLocalRandom.current().nextInt(1_000_000, Integer.MAX_VALUE);

  @Test
  void nobodyElseLooksAtAClusterThatIsBeingLookedAt() {
    AtomicBoolean second = new AtomicBoolean();
    boolean first = lock.whileHeld(backend, false, () -> second.set(tryLock(backend)));

    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(tryLock(backend)).isTrue();
  }

  @Test
  void anotherClusterMayBeLookedAtMeanwhile() {
    AtomicBoolean second = new AtomicBoolean();
    lock.whileHeld(backend, false, () -> second.set(tryLock(backend - 1)));

    assertThat(second).isTrue();
  }

  @Test
  void theClusterIsFreeAgainWhenTheLookFailed() {
    assertThatThrownBy(
            () ->
                lock.whileHeld(
                    backend,
                    false,
                    () -> {
                      throw new IllegalArgumentException("failed");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(tryLock(backend)).isTrue();
  }

  @Test
  void oneWhoIsStoppedInTheMiddleKeepsTheOthersAwayForALimitedTime() {
    assertThatThrownBy(
            () ->
                lock.whileHeld(
                    backend, false, () -> await().atMost(PATIENCE).until(() -> tryLock(backend))))
        .hasMessageContaining("The database is away");
    assertThat(tryLock(backend)).isTrue();
  }

  private boolean tryLock(long number) {
    return lock.whileHeld(number, false, () -> {});
  }
}
