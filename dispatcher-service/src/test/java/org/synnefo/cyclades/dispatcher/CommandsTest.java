package org.synnefo.cyclades.dispatcher;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.FakeGaneti.Mood;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.Server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Commands, whose messages never come, at a cluster that sends no events. */
@CloudTest
class CommandsTest {

  @Inject Rows rows;
  @Inject FakeClusters clusters;
  @Inject InstanceNames names;
  @Inject MessageTopology topology;

  private FakeGaneti ganeti;
  private long backend;

  @BeforeEach
  void aCluster() {
    String endpoint = "http://fake/" + UUID.randomUUID();
    ganeti = clusters.cluster(endpoint);
    backend = rows.backend("b" + UUID.randomUUID(), endpoint, "user", "password", null);
  }

  @AfterEach
  void noMoreServersThere() {
    rows.offline(backend);
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(40)).untilAsserted(assertion);
  }

  private UUID create(long server) {
    rows.state(server, OperatingState.BUILD, PendingAction.CREATE);
    return rows.command(server, CommandVerb.CREATE, Map.of());
  }

  private long runningServer() {
    long server = rows.newServer(backend);
    UUID command = create(server);
    eventually(() -> assertThat(rows.command(command).state).isEqualTo(CommandState.SUCCEEDED));
    return server;
  }

  @Test
  void aNewServerGetsABackendAndAnInstance() {
    long server = rows.newServer(null);
    UUID command = create(server);

    eventually(
        () -> {
          Server now = rows.server(server);
          assertThat(now.operatingState).isEqualTo(OperatingState.STARTED);
          assertThat(now.pendingAction).isNull();
          assertThat(now.backendId).isNotNull();
          assertThat(now.buildPercentage).isEqualTo(100);
          assertThat(rows.command(command).state).isEqualTo(CommandState.SUCCEEDED);
          assertThat(rows.command(command).secret).isNull();
          assertThat(rows.nics(server)).hasSize(1);
        });
    assertThat(ganeti.creations(names.of(server))).isEqualTo(1);
    assertThat(ganeti.requests().get(0).osparamsSecret()).containsEntry("img_passwd", "xyzzy");
    assertThat(ganeti.requests().get(0).osparams()).doesNotContainKey("img_passwd");
  }

  @Test
  void theVerbsOfAServersLifeAreCarriedOut() {
    long server = runningServer();
    long network = rows.network(false);
    String link = rows.link(network);
    String name = names.of(server);

    rows.command(server, CommandVerb.SHUTDOWN, Map.of());
    eventually(
        () -> assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STOPPED));
    rows.command(server, CommandVerb.START, Map.of());
    eventually(
        () -> assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED));
    rows.command(server, CommandVerb.REBOOT, Map.of("type", "HARD"));
    rows.command(server, CommandVerb.MODIFY_NICS, Map.of("action", "add", "network", network));
    rows.command(server, CommandVerb.SET_FIREWALL, Map.of("profile", "PROTECTED"));
    eventually(
        () -> {
          assertThat(rows.nics(server)).hasSize(2);
          assertThat(rows.nics(server).get(1).networkId).isEqualTo(network);
          assertThat(rows.nics(server).get(0).firewallProfile).isEqualTo(FirewallProfile.PROTECTED);
        });
    assertThat(ganeti.tags(name)).containsExactly("synnefo:network:0:limited");
    assertThat(ganeti.jobsOf("OP_INSTANCE_REBOOT", name)).isEqualTo(1);
    rows.command(server, CommandVerb.MODIFY_NICS, Map.of("action", "remove", "network", network));
    eventually(() -> assertThat(rows.nics(server)).hasSize(1));
    assertThat(rows.networkOf(link)).isEqualTo(network);
    rows.command(server, CommandVerb.DELETE, Map.of());
    eventually(() -> assertThat(rows.server(server).deleted).isTrue());
    assertThat(ganeti.has(name)).isFalse();
  }

  @Test
  void aCommandWhoseClaimWasAbandonedAfterItsSubmissionIsNotSubmittedAgain() {
    long server = rows.newServer(backend);
    UUID command = create(server);
    ganeti.startInstance("other", "cyclades:" + UUID.randomUUID());
    rows.abandonedClaim(command);
    eventually(
        () -> assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED));
    assertThat(ganeti.creations(names.of(server))).isEqualTo(1);
    assertThat(ganeti.jobsOf("OP_INSTANCE_CREATE", names.of(server))).isEqualTo(1);
  }

  @Test
  void whateverGanetiAnswersThereIsOneInstanceAndTheCommandSucceedsOnceItIsBack() {
    for (Mood mood : List.of(Mood.AWAY, Mood.TIMED_OUT, Mood.ANSWER_LOST, Mood.LATE, Mood.HTML)) {
      ganeti.mood(mood);
      long server = rows.newServer(backend);
      UUID command = create(server);
      eventually(
          () ->
              assertThat(rows.command(command).attempts).as(mood.name()).isGreaterThanOrEqualTo(1));
      await().pollDelay(Duration.ofMillis(300)).until(() -> true);
      ganeti.mood(Mood.FINE);
      eventually(
          () -> {
            assertThat(rows.command(command).state)
                .as(mood.name())
                .isEqualTo(CommandState.SUCCEEDED);
            assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
          });
      assertThat(ganeti.creations(names.of(server))).as(mood.name()).isEqualTo(1);
    }
  }

  @Test
  void aJobThatFailsLeavesTheServerAsItWasAndTellsWhy() {
    long server = runningServer();
    rows.state(server, OperatingState.STARTED, PendingAction.STOP);
    ganeti.mood(Mood.JOB_FAILS);
    UUID command = rows.command(server, CommandVerb.SHUTDOWN, Map.of());
    eventually(
        () -> {
          assertThat(rows.command(command).state).isEqualTo(CommandState.FAILED);
          assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
          assertThat(rows.server(server).pendingAction).isNull();
          assertThat(rows.server(server).faultMessage).isEqualTo("It can't");
        });
  }

  @Test
  void aCreationThatGanetiRejectsEndsInErrorAndAsADeadLetter() {
    ganeti.mood(Mood.REJECTS);
    long server = rows.newServer(backend);
    UUID command = create(server);
    eventually(
        () -> {
          assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.ERROR);
          assertThat(rows.server(server).pendingAction).isNull();
          assertThat(rows.command(command).state).isEqualTo(CommandState.FAILED);
          assertThat(rows.deadLetters(topology.commands().name()))
              .anyMatch(letter -> letter.reason.contains("no such parameter"));
        });
  }

  @Test
  void theCommandsOfAServerAreSubmittedInTheirOrder() {
    ganeti.mood(Mood.AWAY);
    long server = rows.newServer(backend);
    create(server);
    rows.command(server, CommandVerb.SHUTDOWN, Map.of());
    UUID last = rows.command(server, CommandVerb.START, Map.of());
    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
    assertThat(rows.command(last).attempts).isZero();
    ganeti.mood(Mood.FINE);
    eventually(
        () -> {
          assertThat(rows.command(last).state).isEqualTo(CommandState.SUCCEEDED);
          assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
        });
  }

  @Test
  void aDeadClusterHarmsOnlyItsOwnServers() {
    ganeti.silent(true);
    for (int i = 0; i < 20; i++) {
      create(rows.newServer(backend));
    }
    String healthy = "http://fake/" + UUID.randomUUID();
    long other = rows.backend("b" + UUID.randomUUID(), healthy, "user", "password", null);
    long server = rows.newServer(other);
    UUID command = create(server);
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> assertThat(rows.command(command).state).isEqualTo(CommandState.SUCCEEDED));
    ganeti.silent(false);
    rows.offline(other);
  }

  @Test
  void inAnyMoodEachOfManyServersHasOneInstance() {
    Random random = new Random(7);
    Mood[] moods = {
      Mood.FINE, Mood.FINE, Mood.AWAY, Mood.ANSWER_LOST, Mood.TIMED_OUT, Mood.LATE, Mood.HTML
    };
    ganeti.moods(() -> moods[random.nextInt(moods.length)]);
    List<Long> servers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      long server = rows.newServer(backend);
      create(server);
      servers.add(server);
    }
    await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
    ganeti.moods(() -> Mood.FINE);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(servers)
                    .allSatisfy(
                        server -> {
                          assertThat(rows.server(server).operatingState)
                              .isEqualTo(OperatingState.STARTED);
                          assertThat(ganeti.creations(names.of(server))).isEqualTo(1);
                        }));
  }
}
