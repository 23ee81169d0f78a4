package org.synnefo.cyclades.dispatcher;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.dispatcher.reconciliation.Drift;
import org.synnefo.cyclades.dispatcher.reconciliation.Reconciler;
import org.synnefo.cyclades.dispatcher.reconciliation.Reconciler.Mode;
import org.synnefo.cyclades.dispatcher.reconciliation.Report;
import org.synnefo.cyclades.ganeti.client.CreateInstance;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;

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
  void theDatabaseFollowsTheInstanceThatWasSwitchedOff() {
    long server = settledServer();
    rows.state(server, OperatingState.STARTED, PendingAction.REBOOT);
    ganeti.ended(ganeti.client().shutdownInstance(names.of(server), Duration.ZERO, "by hand"));

    assertThat(reconcile(Mode.DRY_RUN).found()).isNotEmpty();
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
    reconcile(Mode.MEND);

    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STOPPED);
    assertThat(rows.server(server).pendingAction).isNull();
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
    assertThat(rows.server(server).deleted).isFalse();
    reconcile(Mode.MEND);

    assertThat(rows.server(server).deleted).isTrue();
    assertThat(rows.nics(server)).isEmpty();
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

  private void createByHand(String name) {
    CreateInstance request =
        CreateInstance.named(name)
            .disks("diskless", List.of())
            .os("snf-image+default", Map.of())
            .build();
    ganeti.ended(ganeti.client().createInstance(request, "by hand"));
  }
}
