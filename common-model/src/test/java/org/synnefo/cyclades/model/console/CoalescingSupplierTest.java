package org.synnefo.cyclades.model.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class CoalescingSupplierTest {

  private static final int CALLERS = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void callersDuringAReadShareTheNextRead() throws Exception {
    BlockingRead held = new BlockingRead();
    CoalescingSupplier<Integer> supplier = new CoalescingSupplier<>(held::read);
    Future<Integer> first = threads.submit(supplier::get);
    await().until(() -> held.begun.get() == 1);

    Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    List<Thread> later = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Thread caller = new Thread(() -> answers.add(supplier.get()));
      caller.start();
      later.add(caller);
    }
    await().until(() -> later.stream().allMatch(CoalescingSupplierTest::waits));
    held.allowed.release(2);

    assertThat(first.get()).isEqualTo(1);
    for (Thread caller : later) {
      caller.join();
    }
    assertThat(answers).hasSize(CALLERS).containsOnly(2);
    assertThat(held.begun).hasValue(2);
  }

  @Test
  void aCallAfterAReadStartsItsOwnRead() {
    AtomicInteger reads = new AtomicInteger();
    CoalescingSupplier<Integer> supplier = new CoalescingSupplier<>(reads::incrementAndGet);

    assertThat(supplier.get()).isEqualTo(1);
    assertThat(supplier.get()).isEqualTo(2);
  }

  @Test
  void aFailedReadFailsOnlyForTheCallersThatShareIt() {
    AtomicInteger reads = new AtomicInteger();
    CoalescingSupplier<Integer> supplier =
        new CoalescingSupplier<>(
            () -> {
              if (reads.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
              }
              return reads.get();
            });

    assertThatThrownBy(supplier::get).isInstanceOf(IllegalStateException.class).hasMessage("away");
    assertThat(supplier.get()).isEqualTo(2);
  }

  @Test
  void noCallerGetsAValueReadBeforeTheCall() throws Exception {
    AtomicLong now = new AtomicLong();
    CoalescingSupplier<Long> supplier = new CoalescingSupplier<>(now::get);
    List<Future<Void>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(
          threads.submit(
              () -> {
                for (int round = 0; round < 2000; round++) {
                  long asked = now.incrementAndGet();
                  assertThat(supplier.get()).isGreaterThanOrEqualTo(asked);
                }
                return null;
              }));
    }
    for (Future<Void> each : callers) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause());
      }
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.BLOCKED;
  }

  /** A read that blocks until the test lets it finish. */
  private static final class BlockingRead {

    private final Semaphore allowed = new Semaphore(0);
    private final AtomicInteger begun = new AtomicInteger();

    int read() {
      int number = begun.incrementAndGet();
      allowed.acquireUninterruptibly();
      return number;
    }
  }
}
