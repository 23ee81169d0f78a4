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

  private static final int ASKING = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(ASKING);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void whoAsksDuringALookSharesTheNextWithAllOthersWhoDo() throws Exception {
    Held held = new Held();
    CoalescingSupplier<Integer> look = new CoalescingSupplier<>(held::look);
    Future<Integer> first = threads.submit(look::get);
    await().until(() -> held.begun.get() == 1);

    Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    List<Thread> later = new ArrayList<>();
    for (int i = 0; i < ASKING; i++) {
      Thread asking = new Thread(() -> answers.add(look.get()));
      asking.start();
      later.add(asking);
    }
    await().until(() -> later.stream().allMatch(CoalescingSupplierTest::waits));
    held.allowed.release(2);

    assertThat(first.get()).isEqualTo(1);
    for (Thread asking : later) {
      asking.join();
    }
    assertThat(answers).hasSize(ASKING).containsOnly(2);
    assertThat(held.begun).hasValue(2);
  }

  @Test
  void eachWhoAsksAfterALookGetsOneOfHisOwn() {
    AtomicInteger looks = new AtomicInteger();
    CoalescingSupplier<Integer> look = new CoalescingSupplier<>(looks::incrementAndGet);

    assertThat(look.get()).isEqualTo(1);
    assertThat(look.get()).isEqualTo(2);
  }

  @Test
  void aLookThatFailsFailsForThoseWhoShareItAndForNobodyElse() {
    AtomicInteger looks = new AtomicInteger();
    CoalescingSupplier<Integer> look =
        new CoalescingSupplier<>(
            () -> {
              if (looks.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
              }
              return looks.get();
            });

    assertThatThrownBy(look::get).isInstanceOf(IllegalStateException.class).hasMessage("away");
    assertThat(look.get()).isEqualTo(2);
  }

  @Test
  void nobodyGetsAnAnswerThatIsOlderThanHisQuestion() throws Exception {
    AtomicLong now = new AtomicLong();
    CoalescingSupplier<Long> look = new CoalescingSupplier<>(now::get);
    List<Future<Void>> asking = new ArrayList<>();
    for (int i = 0; i < ASKING; i++) {
      asking.add(
          threads.submit(
              () -> {
                for (int round = 0; round < 2000; round++) {
                  long asked = now.incrementAndGet();
                  assertThat(look.get()).isGreaterThanOrEqualTo(asked);
                }
                return null;
              }));
    }
    for (Future<Void> each : asking) {
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

  /** Looks that end when they are allowed to. */
  private static final class Held {

    private final Semaphore allowed = new Semaphore(0);
    private final AtomicInteger begun = new AtomicInteger();

    int look() {
      int number = begun.incrementAndGet();
      allowed.acquireUninterruptibly();
      return number;
    }
  }
}
