package org.synnefo.cyclades.dispatcher;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.backends.BackendAllocator;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.flavor.FlavorRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a new server goes. */
@CloudTest
class BackendAllocatorTest {

  private static final int MEMORY = 1024;
  private static final int DISK = 20;

  @Inject Rows rows;
  @Inject BackendRepository backends;
  @Inject FlavorRepository flavors;
  @Inject BackendAllocator allocator;

  private final List<Long> made = new ArrayList<>();

  @BeforeEach
  void noOtherBackends() {
    QuarkusTransaction.requiringNew().run(() -> backends.update("offline = true"));
  }

  @AfterEach
  void noneIsLeft() {
    made.forEach(rows::offline);
  }

  private long backend(long freeMemory, long freeDisk) {
    long id = rows.backend("b" + UUID.randomUUID(), "http://127.0.0.1:1", "user", "password", null);
    made.add(id);
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                backends.recordCapacity(
                    id,
                    new BackendRepository.Capacity(freeMemory, freeMemory, freeDisk, freeDisk),
                    Instant.now()));
    return id;
  }

  private Optional<Long> allocate(String diskTemplate) {
    long flavor = rows.flavor(MEMORY, DISK, diskTemplate);
    return QuarkusTransaction.requiringNew()
        .call(() -> allocator.allocate(flavors.findById(flavor)));
  }

  private void change(long id, Consumer<Backend> change) {
    QuarkusTransaction.requiringNew().run(() -> change.accept(backends.findById(id)));
  }

  @Test
  void theOneWithTheMostFreeMemoryOfThoseWithEnoughDiskIsTaken() {
    backend(2048, 100);
    long large = backend(4096, 100);
    backend(8192, 10);

    assertThat(allocate("drbd")).contains(large);
  }

  @Test
  void aServerWithoutDiskNeedsNoRoomForOne() {
    long diskless = backend(8192, 0);

    assertThat(allocate("diskless")).contains(diskless);
  }

  @Test
  void neitherADrainedNorAnOfflineOneIsTaken() {
    long drained = backend(8192, 100);
    long offline = backend(8192, 100);
    change(drained, backend -> backend.drained = true);
    change(offline, backend -> backend.offline = true);

    assertThat(allocate("drbd")).isEmpty();
  }

  @Test
  void whatWasPromisedIsNotPromisedAgain() {
    long one = backend(3 * MEMORY, DISK * 3L);
    long other = backend(2 * MEMORY + 1, DISK * 3L);

    assertThat(allocate("drbd")).contains(one);
    assertThat(allocate("drbd")).contains(other);
    assertThat(allocate("drbd")).contains(one);
    assertThat(allocate("drbd")).contains(other);
    assertThat(allocate("drbd")).contains(one);
    assertThat(allocate("drbd")).isEmpty();
  }
}
