package org.synnefo.cyclades.dispatcher;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A cluster that is away, slow, full, or does not say what it did. */
@CloudTest
class TroubledClusterTest {

  private static final int MANY = 30;
  private static final Trouble[] PASSING = {
    Trouble.BAD_GATEWAY,
    Trouble.FULL,
    Trouble.GATEWAY_TIMEOUT,
    Trouble.HTML,
    Trouble.ANSWER_LOST,
    Trouble.REQUEST_LOST,
    Trouble.LATE
  };

  @Inject Rows rows;
  @Inject GanetiClientFactory factory;
  @Inject InstanceNames names;
  @Inject BackendRepository backends;

  private SimulatedCluster ganeti;
  private long backend;

  @BeforeEach
  void aCluster() {
    ganeti = new SimulatedCluster(factory);
    backend = rows.backend(ganeti);
  }

  @AfterEach
  void noMoreServersThere() {
    rows.offline(backend);
    ganeti.close();
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
  }

  private UUID create(long server) {
    rows.state(server, OperatingState.BUILD, PendingAction.CREATE);
    return rows.command(server, CommandVerb.CREATE, Map.of());
  }

  private void hasOneInstance(long server) {
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
    assertThat(ganeti.creations(names.of(server))).isEqualTo(1);
    assertThat(ganeti.has(names.of(server))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"REJECTED", "PARTIAL"})
  void thereIsOneInstanceAndTheCommandSucceedsOnceTheClusterIsBack(Trouble trouble) {
    ganeti.fault(trouble.lasting());
    long server = rows.newServer(backend);
    UUID command = create(server);
    eventually(
        () ->
            assertThat(
                    rows.command(command).lastError != null || rows.command(command).jobId != null)
                .isTrue());

    ganeti.healthy();

    eventually(
        () -> {
          assertThat(rows.command(command).state).isEqualTo(CommandState.SUCCEEDED);
          hasOneInstance(server);
        });
  }

  @Test
  void aCommandWhoseClaimWasAbandonedAfterItsSubmissionIsNotSubmittedAgain() {
    long server = rows.newServer(backend);
    ganeti.fault(Trouble.ANSWER_LOST.once());
    UUID command = create(server);
    eventually(() -> assertThat(ganeti.creations(names.of(server))).isEqualTo(1));
    rows.abandonedClaim(command);

    eventually(() -> hasOneInstance(server));
    assertThat(ganeti.jobs("OP_INSTANCE_CREATE", names.of(server))).isEqualTo(1);
  }

  @Test
  void aServerThatIsDeletedWhileItIsBuiltLeavesNoInstance() {
    ganeti.fault(Trouble.hangingJob("OP_INSTANCE_CREATE"));
    long server = rows.newServer(backend);
    UUID creation = create(server);
    eventually(() -> assertThat(rows.command(creation).state).isEqualTo(CommandState.SUBMITTED));
    rows.state(server, OperatingState.BUILD, PendingAction.DESTROY);
    UUID deletion = rows.command(server, CommandVerb.DELETE, Map.of());
    // It is come by, and left alone, more than once.
    Instant asked = rows.command(deletion).nextAttemptAt;
    eventually(
        () -> assertThat(rows.command(deletion).nextAttemptAt).isAfter(asked.plusSeconds(2)));
    assertThat(rows.command(deletion).state).isEqualTo(CommandState.PENDING);

    ganeti.healthy();

    eventually(
        () -> {
          assertThat(rows.command(deletion).state).isEqualTo(CommandState.SUCCEEDED);
          assertThat(rows.server(server).deleted).isTrue();
          assertThat(ganeti.creations(names.of(server))).isEqualTo(1);
          assertThat(ganeti.has(names.of(server))).isFalse();
        });
  }

  @Test
  void aServerThatIsDeletedBeforeItsClusterHadItIsGoneAtOnce() {
    ganeti.stop();
    long server = rows.newServer(backend);
    UUID creation = create(server);
    eventually(() -> assertThat(rows.command(creation).attempts).isGreaterThan(1));

    isDeletedBeforeItWasMade(server, creation);

    ganeti.startAgain();
    assertThat(ganeti.jobs("OP_INSTANCE_CREATE", names.of(server))).isZero();
  }

  @Test
  void aServerThatNoClusterHasRoomForIsGoneAtOnceWhenItIsDeleted() {
    QuarkusTransaction.requiringNew().run(() -> backends.update("offline = true"));
    long server = rows.newServer(null);
    UUID creation = create(server);
    eventually(() -> assertThat(rows.command(creation).lastError).contains("No cluster"));

    isDeletedBeforeItWasMade(server, creation);
  }

  private void isDeletedBeforeItWasMade(long server, UUID creation) {
    rows.state(server, OperatingState.BUILD, PendingAction.DESTROY);
    UUID deletion = rows.command(server, CommandVerb.DELETE, Map.of());
    eventually(() -> assertThat(rows.command(deletion).state).isEqualTo(CommandState.SUCCEEDED));
    assertThat(rows.server(server).deleted).isTrue();
    assertThat(rows.command(creation).state).isEqualTo(CommandState.FAILED);
  }

  @Test
  void aDeletionThatSomebodyElseAnswersHasNotSucceeded() {
    long server = rows.newServer(backend);
    create(server);
    eventually(() -> hasOneInstance(server));
    ganeti.fault(Trouble.NOT_FOUND.lastingForDeletions());

    UUID deletion = rows.command(server, CommandVerb.DELETE, Map.of());

    eventually(() -> assertThat(rows.command(deletion).lastError).contains("404"));
    assertThat(rows.server(server).deleted).isFalse();
    assertThat(ganeti.has(names.of(server))).isTrue();
    ganeti.healthy();
    eventually(() -> assertThat(rows.server(server).deleted).isTrue());
    assertThat(ganeti.has(names.of(server))).isFalse();
  }

  @Test
  void theCommandsOfAServerAreSubmittedInTheirOrder() {
    ganeti.fault(Trouble.BAD_GATEWAY.lasting());
    long server = rows.newServer(backend);
    UUID first = create(server);
    rows.command(server, CommandVerb.SHUTDOWN, Map.of());
    UUID last = rows.command(server, CommandVerb.START, Map.of());
    eventually(() -> assertThat(rows.command(first).attempts).isGreaterThan(2));
    assertThat(rows.command(last).attempts).isZero();

    ganeti.healthy();

    eventually(
        () -> {
          assertThat(rows.command(last).state).isEqualTo(CommandState.SUCCEEDED);
          assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
        });
  }

  @Test
  void aSilentClusterHarmsOnlyItsOwnServers() {
    ganeti.fault(Trouble.SILENT.always());
    for (int i = 0; i < MANY; i++) {
      create(rows.newServer(backend));
    }
    try (SimulatedCluster other = new SimulatedCluster(factory)) {
      long healthy = rows.backend(other);
      UUID command = create(rows.newServer(healthy));
      await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () -> assertThat(rows.command(command).state).isEqualTo(CommandState.SUCCEEDED));
      rows.offline(healthy);
    }
  }

  @Test
  void aClusterThatWasDownAndComesBackGetsWhatWasAskedMeanwhile() {
    ganeti.stop();
    long server = rows.newServer(backend);
    UUID command = create(server);
    eventually(() -> assertThat(rows.command(command).attempts).isPositive());
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.BUILD);

    ganeti.startAgain();

    eventually(() -> hasOneInstance(server));
  }

  @Test
  void whateverHappensEachOfManyServersHasOneInstance() {
    Random random = new Random(7);
    for (int i = 0; i < MANY; i++) {
      ganeti.fault(PASSING[random.nextInt(PASSING.length)].once());
    }
    List<Long> servers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      long server = rows.newServer(backend);
      create(server);
      servers.add(server);
    }

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(servers).allSatisfy(this::hasOneInstance));
  }
}
