package org.synnefo.cyclades.api.console;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.api.console.ConsoleDestinations.BackendUnavailableException;
import org.synnefo.cyclades.api.testing.ApiTest;
import org.synnefo.cyclades.api.testing.TestTenants;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.secret.DeploymentKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Tests clusters that do not answer. */
@ApiTest
class GanetiConsoleDestinationsTest {

  @Inject GanetiConsoleDestinations destinations;
  @Inject ConsoleConfiguration configuration;
  @Inject DeploymentKey key;
  @Inject TestTenants cloud;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void onlyAFewRequestsWaitForAClusterThatDoesNotAnswer() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    List<CompletableFuture<?>> waiting = new ArrayList<>();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> accept(silent, asked));
      long backend = backend(silent.getLocalPort());
      for (int i = 0; i < configuration.waitingPerCluster(); i++) {
        waiting.add(CompletableFuture.supplyAsync(() -> findInRequest(backend), threads));
      }
      await().until(() -> asked.get() == configuration.waitingPerCluster());

      assertThatThrownBy(() -> destinations.find(1, backend))
          .isInstanceOf(BackendUnavailableException.class)
          .hasMessageContaining("other requests are waiting");
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
    }
    for (CompletableFuture<?> each : waiting) {
      assertThatThrownBy(each::join).hasCauseInstanceOf(BackendUnavailableException.class);
    }
  }

  @Test
  void offlineClustersAreNotContacted() {
    long backend = backend(1);
    cloud.execute("update backends set offline = true where id = ?", backend);

    assertThatThrownBy(() -> destinations.find(1, backend))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("offline");
  }

  @Test
  void aPasswordEncryptedWithAnotherKeyMakesTheBackendUnavailable() {
    long backend = backend(1);
    cloud.execute("update backends set rapi_password = 'nonsense' where id = ?", backend);

    assertThatThrownBy(() -> destinations.find(1, backend))
        .isInstanceOf(BackendUnavailableException.class);
  }

  private Optional<ConsoleDestinations.Destination> findInRequest(long backend) {
    return QuarkusTransaction.requiringNew().call(() -> destinations.find(1, backend));
  }

  private static void accept(ServerSocket silent, AtomicInteger asked) {
    List<Socket> held = new ArrayList<>();
    try {
      while (true) {
        held.add(silent.accept());
        asked.incrementAndGet();
      }
    } catch (IOException closed) {
      held.forEach(GanetiConsoleDestinationsTest::close);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long backend(int port) {
    return cloud.number(
        "insert into backends (name, endpoints, rapi_user, rapi_password, public_nic, private_nic,"
            + " drained, offline, total_memory_mib, free_memory_mib, total_disk_gib, free_disk_gib,"
            + " created, updated) values (?, ?, 'u', ?, '{}', '{}', false, false, 0, 0, 0, 0,"
            + " now(), now()) returning id",
        UUID.randomUUID().toString(),
        "http://127.0.0.1:" + port,
        key.encrypt("p", BackendRepository.PASSWORD_PURPOSE));
  }
}
