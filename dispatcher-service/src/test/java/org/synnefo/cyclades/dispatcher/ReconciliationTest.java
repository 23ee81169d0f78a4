package org.synnefo.cyclades.dispatcher;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.backends.Capacities;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.dispatcher.backends.DeploymentTag;
import org.synnefo.cyclades.dispatcher.messaging.Consumers;
import org.synnefo.cyclades.dispatcher.reconciliation.Drift;
import org.synnefo.cyclades.dispatcher.reconciliation.Reconciler;
import org.synnefo.cyclades.dispatcher.reconciliation.Report;
import org.synnefo.cyclades.ganeti.client.CreateInstance;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.ganeti.client.ModifyInstance;
import org.synnefo.cyclades.ganeti.client.NicChange;
import org.synnefo.cyclades.ganeti.client.RebootType;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.JobStatus;
import org.synnefo.cyclades.model.message.MessageJson;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.Reconcile;
import org.synnefo.cyclades.model.message.Reconcile.Mode;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.reconciliation.FoundDrift;
import org.synnefo.cyclades.model.reconciliation.ReconciliationReport;
import org.synnefo.cyclades.model.reconciliation.ReconciliationReportRepository;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@CloudTest
class ReconciliationTest {

  @Inject Rows rows;
  @Inject GanetiClientFactory factory;
  @Inject Clusters clusters;
  @Inject Reconciler reconciler;
  @Inject InstanceNames names;
  @Inject MessageTopology topology;
  @Inject BrokerSettings configuration;
  @Inject Consumers consumers;
  @Inject ReconciliationReportRepository reports;
  @Inject Capacities capacities;
  @Inject AgroalDataSource database;
  @Inject DeploymentTag tag;

  private static final int MANY = 7;

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtext('cyclades-reconciliation'), ?::integer)";

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

  private Report reconcile(Mode mode) {
    Cluster cluster = clusters.of(backend).orElseThrow();
    return reconciler.reconcile(cluster, mode, Optional.empty());
  }

  private long settledServer() {
    long server = rows.newServer(backend);
    UUID command = rows.command(server, CommandVerb.CREATE, Map.of());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rows.command(command).state == CommandState.SUCCEEDED);
    await().atMost(Duration.ofSeconds(20)).until(() -> rows.nics(server).size() == 1);
    rows.aged(server);
    return server;
  }

  @Test
  void aRebootWhoseEndWasLostEnds() {
    long known = settledServer();
    long forgotten = settledServer();
    JobId reboot =
        ganeti.client().rebootInstance(names.of(known), RebootType.SOFT, Duration.ZERO, "by hand");
    ganeti.ended(reboot);
    rows.jobUnderWay(known, reboot.value(), "OP_INSTANCE_REBOOT");
    rows.jobUnderWay(forgotten, 1_000_000, "OP_INSTANCE_REBOOT");

    assertThat(reconcile(Mode.MEND).mended()).hasOnlyElementsOfType(Drift.Job.class).hasSize(2);

    assertThat(rows.server(known).jobStatus).isEqualTo(JobStatus.SUCCESS);
    assertThat(rows.server(forgotten).jobStatus).isEqualTo(JobStatus.CANCELED);
    assertThat(reconcile(Mode.DRY_RUN).found()).isEmpty();
  }

  @Test
  void theDatabaseFollowsTheInstanceThatWasSwitchedOff() {
    long server = settledServer();
    rows.state(server, OperatingState.STARTED, PendingAction.REBOOT);
    ganeti.ended(ganeti.client().shutdownInstance(names.of(server), Duration.ZERO, "by hand"));

    assertThat(reconcile(Mode.DRY_RUN).found()).isNotEmpty();
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
    Instant before = Instant.now();
    reconcile(Mode.MEND);

    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STOPPED);
    assertThat(rows.server(server).pendingAction).isNull();
    assertThat(rows.server(server).updated).isAfterOrEqualTo(before);
    rows.aged(server);
    assertThat(reconcile(Mode.MEND).found()).isEmpty();
  }

  @Test
  void aServerInErrorIsStartedWhenItRunsAndStaysInErrorWhileItDoesNot() {
    long server = settledServer();
    ganeti.ended(ganeti.client().shutdownInstance(names.of(server), Duration.ZERO, "by hand"));
    rows.state(server, OperatingState.ERROR, null);
    rows.aged(server);

    reconcile(Mode.MEND);
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.ERROR);

    ganeti.ended(ganeti.client().startInstance(names.of(server), "by hand"));
    reconcile(Mode.MEND);
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
  }

  @Test
  void aServerIsGoneWhenItsInstanceWasMissingTwice() {
    long server = settledServer();
    ganeti.ended(ganeti.client().deleteInstance(names.of(server), "by hand"));

    reconcile(Mode.MEND);
    reconcile(Mode.MEND);
    assertThat(rows.server(server).deleted).as("two looks, one after the other").isFalse();
    rows.missedLongAgo(server);
    reconcile(Mode.MEND);

    assertThat(rows.server(server).deleted).isTrue();
    assertThat(rows.nics(server)).isEmpty();
  }

  @Test
  void aServerThatAListLeavesOutIsNotGoneWhileItsInstanceIsThere() {
    long server = settledServer();
    for (int look = 0; look < 3; look++) {
      ganeti.fault(Trouble.PARTIAL.once("^/2/instances$"));
      assertThat(reconcile(Mode.MEND).found())
          .hasOnlyElementsOfType(Drift.Missing.class)
          .hasSize(1);
      rows.missedLongAgo(server);
    }

    assertThat(rows.server(server).deleted).isFalse();
  }

  @Test
  void aLookThatWouldLoseManyServersIsNotBelievedUntilAnOperatorAcceptsIt() {
    List<Long> servers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      servers.add(settledServer());
    }
    long stopped = servers.get(0);
    ganeti.ended(ganeti.client().shutdownInstance(names.of(stopped), Duration.ZERO, "by hand"));
    List<Long> lost = servers.subList(1, MANY);
    lost.forEach(
        server -> ganeti.ended(ganeti.client().deleteInstance(names.of(server), "by hand")));
    lost.forEach(rows::missedLongAgo);

    Report report = reconcile(Mode.FIX);

    assertThat(report.found()).hasSize(MANY);
    assertThat(report.mended()).isEmpty();
    assertThat(rows.server(stopped).operatingState).isEqualTo(OperatingState.STARTED);
    assertThat(clusters.complaints().get(backend)).contains("nothing is mended");

    rows.acceptLosses(backend);
    reconcile(Mode.MEND);

    assertThat(lost).allSatisfy(server -> assertThat(rows.server(server).deleted).isTrue());
    assertThat(rows.server(stopped).operatingState).isEqualTo(OperatingState.STOPPED);
    assertThat(clusters.complaints()).doesNotContainKey(backend);
  }

  @Test
  void aClusterThatDoesNotAnswerIsLeftAlone() {
    long server = settledServer();
    ganeti.fault(Trouble.BAD_GATEWAY.always());
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> reconcile(Mode.MEND))
          .isInstanceOf(GanetiException.Unavailable.class);
    }
    assertThat(rows.server(server).deleted).isFalse();
  }

  @Test
  void anInstanceThatNoServerHasIsReportedAndNotRemoved() {
    createByHand(names.of(987654321));
    createByHand("foreign-1");

    Report report = reconcile(Mode.MEND);

    assertThat(report.found()).containsExactly(new Drift.Unknown(names.of(987654321)));
    assertThat(ganeti.has(names.of(987654321))).isTrue();
  }

  /** After a restore of the database it is a tenant's machine. */
  @Test
  void anInstanceThatNoServerHasIsNotRemovedWhoeverAsksForIt() {
    String unknown = names.of(987654322);
    createByHand(unknown, List.of(tag.own()));

    Report report = reconcile(Mode.FIX);

    assertThat(report.found()).containsExactly(new Drift.Unknown(unknown));
    assertThat(report.mended()).isEmpty();
    assertThat(ganeti.jobs("OP_INSTANCE_REMOVE", unknown)).isZero();
  }

  @Test
  void theInstanceOfADeletedServerIsRemovedWhereSomebodyAskedForItIfItIsOurs() {
    long server = settledServer();
    long untold = settledServer();
    deleted(server);
    deleted(untold);
    String name = names.of(server);
    createByHand(name, List.of(tag.own()));
    createByHand(names.of(untold));

    Report report = reconcile(Mode.FIX);

    assertThat(report.mended()).containsExactly(new Drift.Leftover(name));
    assertThat(report.found()).contains(new Drift.Unknown(names.of(untold)));
    await().atMost(PATIENCE).until(() -> !ganeti.has(name));
    assertThat(ganeti.has(names.of(untold))).isTrue();
  }

  private void deleted(long server) {
    rows.state(server, OperatingState.STARTED, PendingAction.DESTROY);
    rows.command(server, CommandVerb.DELETE, Map.of());
    await().atMost(PATIENCE).until(() -> rows.server(server).deleted);
  }

  @Test
  void anInstanceOfAnotherDeploymentIsLeftAlone() {
    String theirs = "cyclades:deployment:" + UUID.randomUUID();
    createByHand(names.of(987654323), List.of(theirs));
    long server = settledServer();
    String name = names.of(server);
    ganeti.ended(ganeti.client().deleteInstance(name, "by hand"));
    createByHand(name, List.of(theirs));
    ganeti.ended(ganeti.client().shutdownInstance(name, Duration.ZERO, "by hand"));
    rows.aged(server);

    Report report = reconcile(Mode.FIX);

    assertThat(report.found()).containsExactly(new Drift.Foreign(name, server));
    assertThat(report.mended()).isEmpty();
    UUID deletion = rows.command(server, CommandVerb.DELETE, Map.of());
    await().atMost(PATIENCE).until(() -> rows.command(deletion).state == CommandState.FAILED);
    assertThat(ganeti.has(name)).isTrue();
    assertThat(rows.server(server).deleted).isFalse();
  }

  @Test
  void anInstanceFromBeforeTheTagsGetsOneWhileItsServerIsAlive() {
    long server = settledServer();
    String name = names.of(server);
    ganeti.ended(ganeti.client().deleteTags(name, List.of(tag.own()), "by hand"));

    assertThat(reconcile(Mode.MEND).mended()).containsExactly(new Drift.Untagged(name, server));

    await().atMost(PATIENCE).until(() -> ganeti.client().tags(name).contains(tag.own()));
    assertThat(reconcile(Mode.MEND).found()).isEmpty();
  }

  @Test
  void aServerThatIsThereAgainInBetweenWasNotMissedTwice() {
    long server = settledServer();
    String name = names.of(server);
    ganeti.ended(ganeti.client().deleteInstance(name, "by hand"));
    reconcile(Mode.MEND);
    createByHand(name);
    reconcile(Mode.MEND);
    rows.aged(server);
    ganeti.ended(ganeti.client().deleteInstance(name, "by hand"));

    reconcile(Mode.MEND);

    assertThat(rows.server(server).deleted).isFalse();
  }

  @Test
  void aServerThatWasNeverBuiltAndNobodyBuildsEndsInError() {
    long server = rows.newServer(backend);
    rows.state(server, OperatingState.BUILD, PendingAction.CREATE);
    rows.aged(server);

    reconcile(Mode.MEND);
    rows.missedLongAgo(server);
    reconcile(Mode.MEND);

    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.ERROR);
    assertThat(rows.server(server).pendingAction).isNull();
    assertThat(rows.server(server).faultMessage).isEqualTo("The server was not created");
  }

  @Test
  void aServerInErrorThatRunsIsNotStuckThere() {
    long server = settledServer();
    rows.state(server, OperatingState.ERROR, null);

    reconcile(Mode.MEND);

    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
  }

  @Test
  void nicsAndFirewallFollowGaneti() {
    long server = settledServer();
    long network = rows.network(false);
    String link = rows.link(network);
    String name = names.of(server);
    ganeti.ended(
        ganeti
            .client()
            .modifyInstance(
                name,
                ModifyInstance.nics(NicChange.add(Map.of("mode", "bridged", "link", link))),
                "by hand"));
    ganeti.ended(ganeti.client().addTags(name, List.of(FirewallProfile.ENABLED.tag()), "by hand"));

    assertThat(reconcile(Mode.MEND).mended()).hasOnlyElementsOfType(Drift.Nics.class).hasSize(1);

    assertThat(rows.nics(server)).extracting(nic -> nic.networkId).contains(network);
    assertThat(rows.nics(server).get(0).firewallProfile).isEqualTo(FirewallProfile.ENABLED);
    assertThat(reconcile(Mode.DRY_RUN).found()).isEmpty();
  }

  @Test
  void aServerOfAnotherSizeThanItsFlavorIsReportedAndLeftAsItIs() {
    long server = settledServer();
    ganeti.ended(
        ganeti.client().modifyInstance(names.of(server), ModifyInstance.size(2, 256), "by hand"));

    Report report = reconcile(Mode.MEND);

    assertThat(report.found()).containsExactly(new Drift.Size(names.of(server), server, 2, 256));
    assertThat(report.mended()).isEmpty();
  }

  @Test
  void whoAsksForADryRunIsToldAndNothingIsChanged() throws Exception {
    long server = settledServer();
    ganeti.ended(ganeti.client().shutdownInstance(names.of(server), Duration.ZERO, "by hand"));

    ReconciliationReport report =
        asked(new Reconcile(Reconcile.Scope.SERVER, server, Mode.DRY_RUN, UUID.randomUUID()));

    assertThat(report.failure).isNull();
    assertThat(report.drifts)
        .containsExactly(
            new FoundDrift(
                names.of(server),
                "state",
                "server %d is STARTED, its instance STOPPED".formatted(server),
                false));
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
  }

  @Test
  void whoAsksForABackendToBeFixedIsToldWhatWasMended() throws Exception {
    long server = settledServer();
    ganeti.ended(ganeti.client().shutdownInstance(names.of(server), Duration.ZERO, "by hand"));

    ReconciliationReport report =
        asked(new Reconcile(Reconcile.Scope.BACKEND, backend, Mode.FIX, UUID.randomUUID()));

    assertThat(report.drifts).extracting(FoundDrift::mended).containsExactly(true);
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STOPPED);
  }

  @Test
  void aDryRunIsNotTakenForALookThatMended() throws Exception {
    asked(new Reconcile(Reconcile.Scope.BACKEND, backend, Mode.DRY_RUN, UUID.randomUUID()));
    assertThat(capacities.lastMeasured(backend)).isEmpty();

    asked(new Reconcile(Reconcile.Scope.BACKEND, backend, Mode.MEND, UUID.randomUUID()));
    assertThat(capacities.lastMeasured(backend)).isPresent();
  }

  @Test
  void whoAsksForASilentClusterIsToldSo() throws Exception {
    ganeti.fault(Trouble.BAD_GATEWAY.always());

    ReconciliationReport report =
        asked(new Reconcile(Reconcile.Scope.ALL, null, Mode.FIX, UUID.randomUUID()));

    assertThat(report.failure).isNotBlank();
    assertThat(report.drifts).isEmpty();
  }

  @Test
  void whoAsksForAClusterThatAnotherLooksAtForTooLongIsToldSo() throws Exception {
    Reconcile message =
        new Reconcile(Reconcile.Scope.BACKEND, backend, Mode.MEND, UUID.randomUUID());
    try (Connection another = database.getConnection();
        PreparedStatement lock = another.prepareStatement(LOCK)) {
      another.setAutoCommit(false);
      lock.setLong(1, backend);
      lock.execute();

      assertThat(asked(message).failure).contains("lock timeout");
      another.rollback();
      another.setAutoCommit(true);
    }
  }

  private ReconciliationReport asked(Reconcile message) throws Exception {
    try (Broker broker = new Broker(configuration)) {
      await().atMost(PATIENCE).until(() -> consumers.idleQueues().isEmpty());
      broker.publish(
          topology.reconciliation(),
          new String(MessageJson.write(message), StandardCharsets.UTF_8));
    }
    return await()
        .atMost(PATIENCE)
        .until(() -> report(message.request()), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<ReconciliationReport> report(UUID request) {
    return QuarkusTransaction.requiringNew().call(() -> reports.of(request)).stream()
        .filter(report -> report.backendId == backend)
        .findFirst();
  }

  private void createByHand(String name) {
    createByHand(name, List.of());
  }

  private void createByHand(String name, List<String> tags) {
    CreateInstance request =
        CreateInstance.named(name)
            .tags(tags)
            .disks("diskless", List.of())
            .os("snf-image+default", Map.of())
            .build();
    ganeti.ended(ganeti.client().createInstance(request, "by hand"));
  }
}
