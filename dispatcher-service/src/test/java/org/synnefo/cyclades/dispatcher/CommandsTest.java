package org.synnefo.cyclades.dispatcher;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.dispatcher.backends.DeploymentTag;
import org.synnefo.cyclades.dispatcher.reconciliation.Reconciler;
import org.synnefo.cyclades.ganeti.client.CreateInstance;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.InstanceInfo;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.Reconcile;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.network.NetworkLinkRepository;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.model.server.Server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every verb, at a cluster that sends no events, for commands whose messages never come. */
@CloudTest
class CommandsTest {

  private static final String FILE = "file";

  @Inject Rows rows;
  @Inject GanetiClientFactory factory;
  @Inject InstanceNames names;
  @Inject MessageTopology topology;
  @Inject NetworkLinkRepository links;
  @Inject Clusters clusters;
  @Inject Reconciler reconciler;
  @Inject DeploymentTag tag;

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
    await().atMost(Duration.ofSeconds(40)).untilAsserted(assertion);
  }

  private UUID create(long server) {
    rows.state(server, OperatingState.BUILD, PendingAction.CREATE);
    return rows.command(server, CommandVerb.CREATE, Map.of());
  }

  private void succeeds(UUID command) {
    eventually(() -> assertThat(rows.command(command).state).isEqualTo(CommandState.SUCCEEDED));
  }

  private long runningServer(long flavor) {
    long server = rows.newServer(backend, flavor);
    succeeds(create(server));
    return server;
  }

  @Test
  void aNewServerGetsABackendAnInstanceAndAnAddress() {
    long server = rows.newServer(null);
    UUID command = create(server);

    eventually(
        () -> {
          Server now = rows.server(server);
          assertThat(now.operatingState).isEqualTo(OperatingState.STARTED);
          assertThat(now.pendingAction).isNull();
          assertThat(now.backendId).isEqualTo(backend);
          assertThat(now.buildPercentage).isEqualTo(100);
          assertThat(rows.command(command).state).isEqualTo(CommandState.SUCCEEDED);
          assertThat(rows.command(command).secret).isNull();
          assertThat(rows.nics(server)).hasSize(1);
          assertThat(rows.nics(server).get(0).ipv4).startsWith("203.0.113.");
        });
    assertThat(ganeti.creations(names.of(server))).isEqualTo(1);
  }

  @Test
  void thePasswordReachesTheImageAndDoesNotLingerInTheJob() throws Exception {
    runningServer(rows.flavor(128, 1, FILE));

    assertThat(ganeti.givenPasswords()).containsExactly(Rows.ADMIN_PASSWORD);
    assertThat(ganeti.queue()).doesNotContain(Rows.ADMIN_PASSWORD);
  }

  @Test
  void aServerIsStoppedStartedRebootedConnectedProtectedAndDeleted() {
    long server = runningServer(rows.flavor());
    long network = rows.network(false);
    String link = rows.link(network);
    String name = names.of(server);

    succeeds(rows.command(server, CommandVerb.SHUTDOWN, Map.of()));
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STOPPED);
    succeeds(rows.command(server, CommandVerb.START, Map.of()));
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
    succeeds(rows.command(server, CommandVerb.REBOOT, Map.of("type", "HARD")));
    rows.command(server, CommandVerb.MODIFY_NICS, Map.of("action", "add", "network", network));
    rows.command(server, CommandVerb.SET_FIREWALL, Map.of("profile", "ENABLED"));
    succeeds(rows.command(server, CommandVerb.SET_FIREWALL, Map.of("profile", "PROTECTED")));
    eventually(
        () -> {
          assertThat(rows.nics(server)).hasSize(2);
          assertThat(rows.nics(server).get(1).networkId).isEqualTo(network);
          assertThat(rows.nics(server).get(0).firewallProfile).isEqualTo(FirewallProfile.PROTECTED);
        });
    assertThat(ganeti.client().tags(name))
        .containsExactlyInAnyOrder(tag.own(), "synnefo:network:0:limited");
    assertThat(ganeti.jobs("OP_INSTANCE_REBOOT", name)).isEqualTo(1);
    rows.command(server, CommandVerb.MODIFY_NICS, Map.of("action", "remove", "network", network));
    eventually(() -> assertThat(rows.nics(server)).hasSize(1));
    assertThat(rows.networkOf(link)).isEqualTo(network);
    rows.command(server, CommandVerb.DELETE, Map.of());
    eventually(() -> assertThat(rows.server(server).deleted).isTrue());
    assertThat(ganeti.has(name)).isFalse();
  }

  @Test
  void aChangeOfTheFirewallThatFailsLeavesTheServerAsProtectedAsItWas() {
    long server = runningServer(rows.flavor());
    String name = names.of(server);
    succeeds(rows.command(server, CommandVerb.SET_FIREWALL, Map.of("profile", "ENABLED")));
    ganeti.fault(Trouble.failingJob("OP_TAGS_SET", "No tags today"));

    UUID change = rows.command(server, CommandVerb.SET_FIREWALL, Map.of("profile", "PROTECTED"));

    eventually(() -> assertThat(rows.command(change).state).isEqualTo(CommandState.FAILED));
    assertThat(ganeti.client().tags(name)).contains("synnefo:network:0:protected");
    assertThat(rows.nics(server).get(0).firewallProfile).isEqualTo(FirewallProfile.ENABLED);
    assertThat(rows.server(server).faultMessage).contains("No tags today");
  }

  @Test
  void aServerThatIsDisconnectedWhileItIsBeingConnectedEndsDisconnected() {
    long server = runningServer(rows.flavor());
    long network = rows.network(true);
    rows.link(network);

    ganeti.fault(Trouble.hangingJob("OP_INSTANCE_SET_PARAMS"));
    UUID add =
        rows.command(server, CommandVerb.MODIFY_NICS, Map.of("action", "add", "network", network));
    eventually(() -> assertThat(rows.command(add).state).isEqualTo(CommandState.SUBMITTED));

    UUID remove =
        rows.command(
            server, CommandVerb.MODIFY_NICS, Map.of("action", "remove", "network", network));
    eventually(
        () ->
            assertThat(rows.command(remove))
                .satisfiesAnyOf(
                    waits -> assertThat(waits.nextAttemptAt).isAfter(waits.created),
                    ended -> assertThat(ended.state.isFinal()).isTrue()));
    ganeti.healthy();

    succeeds(remove);
    assertThat(ganeti.client().instance(names.of(server)).orElseThrow().nics()).hasSize(1);
    assertThat(rows.nics(server)).hasSize(1);
  }

  @Test
  void theLinkOfADeletedNetworkIsKeptWhileAMachineMayComeOnIt() {
    long server = rows.newServer(backend);
    long network = rows.network(true);
    String link = rows.link(network);
    UUID add =
        rows.command(server, CommandVerb.MODIFY_NICS, Map.of("action", "add", "network", network));
    rows.submitted(add, 1_000_000);

    releaseAbandonedLinks();
    assertThat(rows.networkOf(link)).isEqualTo(network);

    rows.ended(add);
    releaseAbandonedLinks();
    assertThat(rows.networkOf(link)).isNull();
  }

  @Test
  void aLinkIsGivenBackOnlyAfterALookAtTheClusterFoundNoMachineOnIt() {
    rows.onlyOnline(backend);
    long server = runningServer(rows.flavor());
    long network = rows.network(false, rows.server(server).userId);
    String link = rows.link(network);
    succeeds(
        rows.command(server, CommandVerb.MODIFY_NICS, Map.of("action", "add", "network", network)));
    assertThat(rows.nics(server)).hasSize(2);
    rows.deletedNetwork(network);
    rows.onlyFirstNic(server);

    releaseAbandonedLinks();
    assertThat(rows.networkOf(link)).as("nobody looked").isEqualTo(network);
    look();
    assertThat(rows.networkOf(link)).as("the machine is on it").isEqualTo(network);

    UUID remove =
        rows.command(
            server, CommandVerb.MODIFY_NICS, Map.of("action", "remove", "network", network));
    succeeds(remove);
    assertThat(rows.networkOf(link)).as("nobody looked since").isEqualTo(network);
    ganeti.fault(Trouble.PARTIAL.once("^/2/instances$"));
    look();
    assertThat(rows.networkOf(link)).as("the list lacked the machine").isEqualTo(network);
    look();
    assertThat(rows.networkOf(link)).isNull();
  }

  @Test
  void aServerLeavesADeletedNetworkThoughTheJobFailsAtFirst() {
    rows.onlyOnline(backend);
    long server = runningServer(rows.flavor());
    long network = rows.network(false, rows.server(server).userId);
    String link = rows.link(network);
    succeeds(
        rows.command(server, CommandVerb.MODIFY_NICS, Map.of("action", "add", "network", network)));
    rows.deletedNetwork(network);
    ganeti.fault(Trouble.failingJob("OP_INSTANCE_SET_PARAMS", "Not now"));
    UUID first =
        rows.command(
            server, CommandVerb.MODIFY_NICS, Map.of("action", "remove", "network", network));
    eventually(() -> assertThat(rows.command(first).state).isEqualTo(CommandState.FAILED));
    rows.aged(server);

    look();

    eventually(() -> assertThat(rows.nics(server)).hasSize(1));
    assertThat(ganeti.client().instance(names.of(server)).orElseThrow().nics()).hasSize(1);
    look();
    assertThat(rows.networkOf(link)).isNull();
  }

  @Test
  void theLinkOfANetworkThatNobodyWasConnectedToIsFreeAtOnce() {
    long server = runningServer(rows.flavor());
    long network = rows.network(true, rows.server(server).userId);
    String link = rows.link(network);

    releaseAbandonedLinks();

    assertThat(rows.networkOf(link)).isNull();
  }

  private void look() {
    reconciler.reconcile(clusters.of(backend).orElseThrow(), Reconcile.Mode.MEND, Optional.empty());
  }

  private void releaseAbandonedLinks() {
    QuarkusTransaction.requiringNew().run(() -> links.releaseUnused(links.abandoned()));
  }

  @Test
  void aServerIsInstalledAnew() throws Exception {
    long server = runningServer(rows.flavor(128, 1, FILE));
    rows.state(server, OperatingState.STARTED, PendingAction.REBUILD);

    succeeds(rows.command(server, CommandVerb.REINSTALL, Map.of()));

    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
    assertThat(rows.server(server).pendingAction).isNull();
    assertThat(ganeti.jobs("OP_INSTANCE_REINSTALL", names.of(server))).isEqualTo(1);
    assertThat(ganeti.givenPasswords()).hasSize(2);
  }

  @Test
  void anInstallationThatFailsLeavesTheServerItsImage() {
    long server = runningServer(rows.flavor(128, 1, FILE));
    long before = rows.server(server).imageId;
    rows.state(server, OperatingState.STARTED, PendingAction.REBUILD);
    rows.image(server, rows.image());
    ganeti.fault(Trouble.failingJob("OP_INSTANCE_REINSTALL", "No such image"));

    UUID command = rows.command(server, CommandVerb.REINSTALL, Map.of("previousImage", before));

    eventually(() -> assertThat(rows.command(command).state).isEqualTo(CommandState.FAILED));
    assertThat(rows.server(server).imageId).isEqualTo(before);
  }

  @Test
  void aServerGetsTheProcessorsTheMemoryAndTheDiskOfItsNewFlavor() {
    long server = runningServer(rows.flavor(128, 1, FILE));
    long larger = rows.flavor(256, 2, FILE);
    rows.state(server, OperatingState.STARTED, PendingAction.RESIZE);

    succeeds(rows.command(server, CommandVerb.RESIZE, Map.of("flavor", larger)));

    InstanceInfo instance = ganeti.client().instance(names.of(server)).orElseThrow();
    assertThat(instance.diskSizes()).containsExactly(2048L);
    assertThat(instance.memory()).isEqualTo(256);
    assertThat(rows.server(server).flavorId).isEqualTo(larger);
    assertThat(rows.server(server).pendingAction).isNull();
    assertThat(ganeti.jobs("OP_INSTANCE_GROW_DISK", names.of(server))).isEqualTo(1);
  }

  @Test
  void aDiskThatDoesNotGrowLeavesTheServerItsFlavor() {
    long small = rows.flavor(128, 1, FILE);
    long server = runningServer(small);
    rows.state(server, OperatingState.STARTED, PendingAction.RESIZE);
    ganeti.fault(Trouble.failingJob("OP_INSTANCE_GROW_DISK", "Not enough space"));

    UUID command =
        rows.command(server, CommandVerb.RESIZE, Map.of("flavor", rows.flavor(256, 2, FILE)));

    eventually(() -> assertThat(rows.command(command).state).isEqualTo(CommandState.FAILED));
    assertThat(rows.server(server).flavorId).isEqualTo(small);
    assertThat(rows.server(server).faultMessage).contains("Not enough space");
    assertThat(ganeti.client().instance(names.of(server)).orElseThrow().memory()).isEqualTo(128);
  }

  @Test
  void aJobThatFailsLeavesTheServerAsItWasAndTellsWhy() {
    long server = runningServer(rows.flavor());
    rows.state(server, OperatingState.STARTED, PendingAction.STOP);
    ganeti.fault(Trouble.failingJob("OP_INSTANCE_SHUTDOWN", "It can't"));

    UUID command = rows.command(server, CommandVerb.SHUTDOWN, Map.of());

    eventually(
        () -> {
          assertThat(rows.command(command).state).isEqualTo(CommandState.FAILED);
          assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
          assertThat(rows.server(server).pendingAction).isNull();
          assertThat(rows.server(server).faultMessage).contains("It can't");
        });
  }

  @Test
  void aCreationWhoseJobFailsEndsInError() {
    ganeti.fault(Trouble.failingJob("OP_INSTANCE_CREATE", "No room"));
    long server = rows.newServer(backend);

    UUID command = create(server);

    eventually(
        () -> {
          assertThat(rows.command(command).state).isEqualTo(CommandState.FAILED);
          assertThat(rows.command(command).secret).isNull();
          assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.ERROR);
          assertThat(rows.server(server).faultMessage).contains("No room");
        });
    rows.command(server, CommandVerb.DELETE, Map.of());
    eventually(() -> assertThat(rows.server(server).deleted).isTrue());
  }

  @Test
  void aServerWhoseNameIsTakenNeverLeadsToTheMachineOfThatName() {
    long server = rows.newServer(backend);
    String name = names.of(server);
    createByHand(name);

    UUID creation = create(server);

    eventually(() -> assertThat(rows.command(creation).state).isEqualTo(CommandState.FAILED));
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.ERROR);
    assertThat(rows.server(server).faultMessage).contains("already in the cluster");
    rows.aged(server);
    Cluster cluster = clusters.of(backend).orElseThrow();
    reconciler.reconcile(cluster, Reconcile.Mode.FIX, Optional.empty());
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.ERROR);
    rows.state(server, OperatingState.ERROR, PendingAction.START);
    UUID start = rows.command(server, CommandVerb.START, Map.of());
    eventually(() -> assertThat(rows.command(start).state).isEqualTo(CommandState.FAILED));
    assertThat(rows.server(server).faultMessage).isEqualTo("The server has no machine");
    succeeds(rows.command(server, CommandVerb.DELETE, Map.of()));
    assertThat(rows.server(server).deleted).isTrue();
    assertThat(ganeti.has(name)).isTrue();
    assertThat(ganeti.jobs("OP_INSTANCE_REMOVE", name)).isZero();
    assertThat(ganeti.jobs("OP_INSTANCE_STARTUP", name)).isZero();
  }

  private void createByHand(String name) {
    CreateInstance request =
        CreateInstance.named(name)
            .disks("diskless", List.of())
            .os("snf-image+default", Map.of())
            .build();
    ganeti.ended(ganeti.client().createInstance(request, "by hand"));
  }

  @Test
  void aCommandThatNobodyCanPrepareIsTriedAgainAndGivenUpInTheEnd() {
    long server = rows.newServer(backend);
    rows.state(server, OperatingState.BUILD, PendingAction.CREATE);
    UUID creation = rows.undecryptableCommand(server, CommandVerb.CREATE);
    eventually(() -> assertThat(rows.command(creation).attempts).isGreaterThan(2));
    String reason = rows.command(creation).lastError;
    assertThat(reason).isNotBlank();

    rows.askedLongAgo(creation);

    eventually(() -> assertThat(rows.command(creation).state).isEqualTo(CommandState.FAILED));
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.ERROR);
    assertThat(rows.deadLetters(topology.commands().name()))
        .anyMatch(letter -> letter.reason.equals(reason));
  }

  @Test
  void aCreationThatGanetiRejectsEndsInErrorAndAsADeadLetter() {
    ganeti.fault(Trouble.REJECTED.lasting());
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
}
