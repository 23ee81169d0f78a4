package org.synnefo.cyclades.dispatcher;

import jakarta.inject.Inject;
import java.time.Duration;
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
  @Inject FakeClusters fakes;
  @Inject Clusters clusters;
  @Inject Reconciler reconciler;
  @Inject InstanceNames names;

  private FakeGaneti ganeti;
  private long backend;

  @BeforeEach
  void aCluster() {
    String endpoint = "http://fake/" + UUID.randomUUID();
    ganeti = fakes.cluster(endpoint);
    backend = rows.backend("b" + UUID.randomUUID(), endpoint, "user", "password", null);
  }

  @AfterEach
  void noMoreServersThere() {
    rows.offline(backend);
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
    ganeti.switchOff(names.of(server));

    assertThat(reconcile(Mode.DRY_RUN).found()).isNotEmpty();
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
    reconcile(Mode.MEND);

    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STOPPED);
    assertThat(rows.server(server).pendingAction).isNull();
    assertThat(reconcile(Mode.MEND).found()).isEmpty();
  }

  @Test
  void aServerIsGoneWhenItsInstanceWasMissingTwice() {
    long server = settledServer();
    ganeti.forget(names.of(server));

    reconcile(Mode.MEND);
    assertThat(rows.server(server).deleted).isFalse();
    reconcile(Mode.MEND);

    assertThat(rows.server(server).deleted).isTrue();
    assertThat(rows.nics(server)).isEmpty();
  }

  @Test
  void aClusterThatDoesNotAnswerIsLeftAlone() {
    long server = settledServer();
    ganeti.silent(true);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> reconcile(Mode.MEND))
          .isInstanceOf(GanetiException.Unavailable.class);
    }
    assertThat(rows.server(server).deleted).isFalse();
  }

  @Test
  void anInstanceThatNoServerHasIsReportedAndNotRemoved() {
    ganeti.createInstance(
        org.synnefo.cyclades.ganeti.client.CreateInstance.named(names.of(987654321))
            .os("os", Map.of())
            .build(),
        "by hand");
    ganeti.createInstance(
        org.synnefo.cyclades.ganeti.client.CreateInstance.named("foreign-1")
            .os("os", Map.of())
            .build(),
        "by hand");

    Report report = reconcile(Mode.MEND);

    assertThat(report.found()).containsExactly(new Drift.Unknown(names.of(987654321)));
    assertThat(ganeti.has(names.of(987654321))).isTrue();
  }
}
