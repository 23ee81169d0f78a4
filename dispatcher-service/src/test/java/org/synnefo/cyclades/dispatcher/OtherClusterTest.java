package org.synnefo.cyclades.dispatcher;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.backends.Cluster;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.dispatcher.reconciliation.Reconciler;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.GanetiException;
import org.synnefo.cyclades.model.backend.Backend;
import org.synnefo.cyclades.model.backend.BackendRepository;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.Reconcile.Mode;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A backend whose endpoint leads to another cluster than it did. */
@CloudTest
class OtherClusterTest {

  @Inject Rows rows;
  @Inject GanetiClientFactory factory;
  @Inject Clusters clusters;
  @Inject BackendRepository backends;
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

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(40)).untilAsserted(assertion);
  }

  private long server() {
    long server = rows.newServer(backend);
    rows.state(server, OperatingState.BUILD, PendingAction.CREATE);
    UUID command = rows.command(server, CommandVerb.CREATE, Map.of());
    eventually(() -> assertThat(rows.command(command).state).isEqualTo(CommandState.SUCCEEDED));
    eventually(() -> assertThat(rows.nics(server)).hasSize(1));
    rows.aged(server);
    return server;
  }

  private Cluster cluster() {
    return clusters.of(backend).orElseThrow();
  }

  private Backend row() {
    return QuarkusTransaction.requiringNew().call(() -> backends.findById(backend));
  }

  private void isNotReconciled(Mode mode) {
    assertThatThrownBy(() -> reconciler.reconcile(cluster(), mode, Optional.empty()))
        .isInstanceOf(GanetiException.OtherCluster.class);
  }

  @Test
  void aBackendIsTheClusterThatAnsweredFirst() {
    server();

    assertThat(row().clusterUuid).isEqualTo(ganeti.client().info().uuid());
    assertThat(row().clusterName).isEqualTo("cluster.example.com");
  }

  @Test
  void anotherClusterAtTheEndpointTakesNoServerAndNoMachineAway() {
    long server = server();
    ganeti.becomeAnother();

    isNotReconciled(Mode.MEND);
    isNotReconciled(Mode.FIX);

    assertThat(rows.server(server).deleted).isFalse();
    assertThat(clusters.complaints().get(backend)).contains("answers instead of");
    assertThat(row().otherClusterUuid).isEqualTo(ganeti.client().info().uuid());

    ganeti.becomeItself();
    reconciler.reconcile(cluster(), Mode.FIX, Optional.empty());

    assertThat(rows.server(server).deleted).isFalse();
    assertThat(ganeti.has(names.of(server))).isTrue();
    assertThat(clusters.complaints()).doesNotContainKey(backend);
    assertThat(row().otherClusterUuid).isNull();
  }

  @Test
  void anotherClusterIsGivenNoCommandUntilAnOperatorSaysThatItIsTheOne() {
    long server = server();
    ganeti.becomeAnother();
    rows.state(server, OperatingState.STARTED, PendingAction.STOP);

    UUID command = rows.command(server, CommandVerb.SHUTDOWN, Map.of());

    eventually(() -> assertThat(rows.command(command).lastError).contains("answers instead of"));
    assertThat(ganeti.client().jobs()).isEmpty();
    assertThat(rows.command(command).state).isEqualTo(CommandState.PENDING);

    rows.acceptCluster(backend);

    eventually(
        () -> assertThat(ganeti.jobs("OP_INSTANCE_SHUTDOWN", names.of(server))).isPositive());
    assertThat(clusters.complaints()).doesNotContainKey(backend);
  }
}
