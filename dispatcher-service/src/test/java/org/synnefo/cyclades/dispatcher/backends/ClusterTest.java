package org.synnefo.cyclades.dispatcher.backends;

import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.CloudTest;
import org.synnefo.cyclades.ganeti.client.ClusterAddress;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.GanetiException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The threads and the circuit breaker of a cluster. */
@CloudTest
class ClusterTest {

  @Inject GanetiClientFactory factory;
  @Inject ClusterConfiguration configuration;
  @Inject ClusterIdentities identities;

  private final CountDownLatch held = new CountDownLatch(1);
  private Cluster cluster;

  @BeforeEach
  void aCluster() {
    ClusterAddress address =
        new ClusterAddress(
            List.of(URI.create("http://127.0.0.1:1")), "user", "password", Optional.empty());
    cluster = new Cluster(1, address, factory.connect(address), identities, configuration);
    cluster.expect(UUID.randomUUID().toString(), false);
  }

  @AfterEach
  void nothingIsHeld() {
    held.countDown();
    cluster.close();
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
  }

  private void slowCommands(int number) {
    for (int i = 0; i < number; i++) {
      cluster.submit(UUID.randomUUID(), this::untilReleased);
    }
  }

  private void untilReleased() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aCommandWaitsForAThreadOnceHoweverOftenItIsTriggered() {
    slowCommands(configuration.inFlight());
    UUID command = UUID.randomUUID();
    AtomicInteger submissions = new AtomicInteger();

    cluster.submit(command, submissions::incrementAndGet);
    cluster.submit(command, submissions::incrementAndGet);

    assertThat(cluster.waiting()).isEqualTo(1);
    held.countDown();
    eventually(() -> assertThat(submissions).hasValue(1));
    eventually(
        () -> {
          cluster.submit(command, submissions::incrementAndGet);
          assertThat(submissions).hasValueGreaterThan(1);
        });
  }

  @Test
  void aCommandThatFoundNoRoomMayBeTriggeredAgain() {
    slowCommands(configuration.inFlight() + configuration.queued());
    UUID command = UUID.randomUUID();
    AtomicBoolean submitted = new AtomicBoolean();
    cluster.submit(command, () -> submitted.set(true));
    assertThat(cluster.waiting()).isEqualTo(configuration.queued());

    held.countDown();

    eventually(
        () -> {
          cluster.submit(command, () -> submitted.set(true));
          assertThat(submitted).isTrue();
        });
  }

  @Test
  void aLookHasAThreadHoweverManyCommandsWait() {
    slowCommands(configuration.inFlight() + configuration.queued());
    AtomicBoolean looked = new AtomicBoolean();

    cluster.look(() -> looked.set(true));

    eventually(() -> assertThat(looked).isTrue());
  }

  private void fail(Supplier<RuntimeException> failure) {
    for (int i = 0; i < configuration.breakerFailures(); i++) {
      assertThatThrownBy(
              () ->
                  cluster.call(
                      client -> {
                        throw failure.get();
                      }))
          .isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void faultsOfOurOwnAreNoneOfTheCluster() {
    fail(() -> new IllegalArgumentException("our key is another one"));

    assertThat(cluster.isResting()).isFalse();
    assertThat(cluster.complaint()).isEmpty();
  }

  @Test
  void aTrialThatIsTooMuchForUsIsFollowedByAnother() {
    fail(() -> new GanetiException.Unavailable("away", false, null));
    assertThat(cluster.isResting()).isTrue();
    eventually(
        () ->
            assertThatThrownBy(
                    () ->
                        cluster.call(
                            client -> {
                              throw new StackOverflowError("too deep");
                            }))
                .isInstanceOf(StackOverflowError.class));

    assertThat(cluster.<String>call(client -> "well")).isEqualTo("well");

    assertThat(cluster.isResting()).isFalse();
  }
}
