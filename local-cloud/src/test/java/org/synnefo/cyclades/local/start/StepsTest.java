package org.synnefo.cyclades.local.start;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StepsTest {

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aSlowStepDoesNotHoldUpThoseThatDoNotNeedIt() {
    CountDownLatch othersAreDone = new CountDownLatch(1);

    Steps.run(
        List.of(
            new Step("slow", List.of(), () -> await(othersAreDone)),
            step("first"),
            new Step("second", List.of("first"), othersAreDone::countDown)));

    assertThat(done).containsExactly("first");
  }

  @Test
  void aStepWaitsForAllThatItNeeds() {
    CountDownLatch bothRun = new CountDownLatch(2);

    Steps.run(
        List.of(
            new Step("left", List.of(), () -> meet(bothRun, "left")),
            new Step("right", List.of(), () -> meet(bothRun, "right")),
            step("last", "left", "right")));

    assertThat(done).hasSize(3).endsWith("last");
  }

  @Test
  void aFailureInterruptsWhatRunsAndStartsNothingMore() {
    CountDownLatch slowRuns = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    List<Step> steps =
        List.of(
            new Step(
                "slow",
                List.of(),
                () -> {
                  slowRuns.countDown();
                  await(never);
                }),
            new Step(
                "failing",
                List.of(),
                () -> {
                  await(slowRuns);
                  throw new IllegalStateException("the broker ended at its start");
                }),
            step("after the slow one", "slow"),
            step("after the failing one", "failing"));

    assertThatThrownBy(() -> Steps.run(steps))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the broker ended at its start");
    assertThat(done).containsExactly("interrupted");
  }

  @Test
  void aStepThatNeedsWhatNobodyDoesIsRefused() {
    assertThatThrownBy(() -> Steps.run(List.of(step("service", "schema"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("service needs schema, which does not stand before it");
  }

  private Step step(String name, String... needs) {
    return new Step(name, List.of(needs), () -> done.add(name));
  }

  private void meet(CountDownLatch latch, String name) {
    latch.countDown();
    await(latch);
    done.add(name);
  }

  private void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).as("what is waited for comes").isTrue();
    } catch (InterruptedException e) {
      done.add("interrupted");
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
