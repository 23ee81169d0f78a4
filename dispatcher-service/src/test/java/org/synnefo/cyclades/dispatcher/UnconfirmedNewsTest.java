package org.synnefo.cyclades.dispatcher;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.backends.Clusters;
import org.synnefo.cyclades.dispatcher.messaging.Consumers;
import org.synnefo.cyclades.dispatcher.reconciliation.Reconciler;
import org.synnefo.cyclades.ganeti.client.GanetiClientFactory;
import org.synnefo.cyclades.ganeti.client.JobId;
import org.synnefo.cyclades.model.command.Command;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.message.Reconcile.Mode;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Events that are old, invented, from the future, or of another cluster; numbers that are reused.
 */
@CloudTest
class UnconfirmedNewsTest {

  @Inject Rows rows;
  @Inject GanetiClientFactory factory;
  @Inject InstanceNames names;
  @Inject MessageTopology topology;
  @Inject BrokerSettings configuration;
  @Inject Consumers consumers;
  @Inject Clusters clusters;
  @Inject Reconciler reconciler;
  @Inject MeterRegistry metrics;

  private Broker broker;
  private SimulatedCluster ganeti;
  private long backend;

  @BeforeEach
  void aCluster() throws Exception {
    eventually(() -> assertThat(consumers.idleQueues()).isEmpty());
    broker = new Broker(configuration);
    ganeti = new SimulatedCluster(factory);
    backend = rows.backend(ganeti);
  }

  @AfterEach
  void noMoreServersThere() throws Exception {
    broker.close();
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

  private void operation(long server, String opcode, long job, double time, String cluster)
      throws Exception {
    broker.publish(
        topology.operations(),
        """
        {"type": "ganeti-op-status", "instance": "%s", "operation": "%s", "jobId": %d,
         "status": "success", "eventTime": %.1f, "cluster": "%s"}
        """
            .formatted(names.of(server), opcode, job, time, cluster));
  }

  private void nics(long server, double time, String cluster) throws Exception {
    broker.publish(
        topology.networks(),
        """
        {"type": "ganeti-net-status", "instance": "%s", "nics": [], "eventTime": %.1f,
         "cluster": "%s"}
        """
            .formatted(names.of(server), time, cluster));
  }

  private double counted(MessageTopology.Queue queue, String outcome) {
    return metrics.counter("cyclades.messages", "queue", queue.name(), "outcome", outcome).count();
  }

  private String cluster() {
    return ganeti.client().info().name();
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }

  @Test
  void theRemovalOfAnInstanceThatIsThereDeletesNoServer() throws Exception {
    long server = server();
    double handled = counted(topology.operations(), "handled");

    operation(server, "OP_INSTANCE_REMOVE", 1, 1_451_606_400, cluster());
    operation(server, "OP_INSTANCE_REMOVE", 999_999, seconds(Instant.now()), cluster());

    eventually(() -> assertThat(counted(topology.operations(), "handled")).isEqualTo(handled + 2));
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> !rows.server(server).deleted);
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
    assertThat(rows.nics(server)).hasSize(1);
  }

  @Test
  void theRemovalThatTheClusterConfirmsDeletesTheServer() throws Exception {
    long server = server();
    JobId removal = ganeti.client().deleteInstance(names.of(server), "by hand");
    ganeti.ended(removal);

    operation(server, "OP_INSTANCE_REMOVE", removal.value(), seconds(Instant.now()), cluster());

    eventually(
        () -> {
          assertThat(rows.server(server).deleted).isTrue();
          assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.DESTROYED);
          assertThat(rows.nics(server)).isEmpty();
        });
  }

  @Test
  void aRemovalWhileTheClusterIsAwayIsConfirmedWhenItIsBack() throws Exception {
    long server = server();
    String cluster = cluster();
    ganeti.fault(Trouble.BAD_GATEWAY.always());
    double handled = counted(topology.operations(), "handled");
    operation(server, "OP_INSTANCE_REMOVE", 2, seconds(Instant.now()), cluster);
    eventually(() -> assertThat(counted(topology.operations(), "handled")).isEqualTo(handled + 1));
    assertThat(rows.server(server).deleted).isFalse();
    ganeti.healthy();
    ganeti.ended(ganeti.client().deleteInstance(names.of(server), "by hand"));
    rows.aged(server);

    eventually(() -> reconcile());
    rows.missedLongAgo(server);
    reconcile();

    assertThat(rows.server(server).deleted).isTrue();
  }

  private void reconcile() {
    reconciler.reconcile(clusters.of(backend).orElseThrow(), Mode.MEND, Optional.empty());
  }

  @Test
  void aServerThatIsStillToBeMadeIsNotDeleted() throws Exception {
    ganeti.fault(Trouble.hangingJob("OP_INSTANCE_CREATE"));
    long server = rows.newServer(backend);
    rows.state(server, OperatingState.BUILD, PendingAction.CREATE);
    UUID creation = rows.command(server, CommandVerb.CREATE, Map.of());
    eventually(() -> assertThat(rows.command(creation).state).isEqualTo(CommandState.SUBMITTED));

    operation(server, "OP_INSTANCE_REMOVE", 77, seconds(Instant.now()), cluster());

    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> !rows.server(server).deleted);
    ganeti.healthy();
    eventually(
        () -> assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED));
  }

  @Test
  void eventsOfAnotherClusterAreIgnored() throws Exception {
    long server = server();
    double operations = counted(topology.operations(), "ignored");
    double networks = counted(topology.networks(), "ignored");

    operation(server, "OP_INSTANCE_SHUTDOWN", 5, seconds(Instant.now()), "another.example.com");
    nics(server, seconds(Instant.now()), "another.example.com");

    eventually(
        () -> {
          assertThat(counted(topology.operations(), "ignored")).isEqualTo(operations + 1);
          assertThat(counted(topology.networks(), "ignored")).isEqualTo(networks + 1);
        });
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
    assertThat(rows.nics(server)).hasSize(1);
  }

  @Test
  void anEventFromTheFutureIsOutdoneByWhatTheClusterSays() throws Exception {
    long server = server();
    double clamped = metrics.counter("cyclades.events.clamped").count();

    nics(server, seconds(Instant.now().plus(Duration.ofDays(3650))), cluster());

    eventually(() -> assertThat(rows.nics(server)).isEmpty());
    assertThat(metrics.counter("cyclades.events.clamped").count()).isGreaterThan(clamped);
    assertThat(rows.server(server).nicsEventTime).isBefore(Instant.now().plusSeconds(5));
    rows.aged(server);
    reconcile();
    assertThat(rows.nics(server)).hasSize(1);
  }

  @Test
  void aTimeFromTheFutureThatAServerHasIsForgotten() throws Exception {
    long server = server();
    rows.nicsKnownAt(server, Instant.now().plus(Duration.ofDays(3650)));

    nics(server, seconds(Instant.now()), ganeti.client().info().uuid());

    eventually(() -> assertThat(rows.nics(server)).isEmpty());
  }

  @Test
  void aJobOfThatNumberThatIsAnotherInstancesEndsNoCommand() {
    long server = server();
    long other = server();
    JobId removal = ganeti.client().deleteInstance(names.of(other), "by hand");
    ganeti.ended(removal);
    rows.state(server, OperatingState.STARTED, PendingAction.STOP);
    UUID command = rows.command(server, CommandVerb.SHUTDOWN, Map.of());
    eventually(() -> assertThat(rows.command(command).state.isFinal()).isTrue());
    rows.state(server, OperatingState.STARTED, PendingAction.STOP);
    rows.submitted(command, removal.value());

    rows.due(command);

    eventually(() -> assertThat(rows.command(command).state.isFinal()).isTrue());
    Command ended = rows.command(command);
    // The instance tells what became of it: it was stopped before.
    assertThat(ended.state).isEqualTo(CommandState.SUCCEEDED);
    assertThat(rows.server(server).deleted).isFalse();
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STOPPED);
  }

  @Test
  void aDeletionWhoseNumberAnotherJobHasIsNotDoneWhileTheInstanceIsThere() {
    long server = server();
    long other = server();
    JobId removal = ganeti.client().deleteInstance(names.of(other), "by hand");
    ganeti.ended(removal);
    rows.state(server, OperatingState.STARTED, PendingAction.DESTROY);
    ganeti.fault(Trouble.BAD_GATEWAY.lastingForDeletions());
    UUID command = rows.command(server, CommandVerb.DELETE, Map.of());
    rows.submitted(command, removal.value());

    rows.due(command);

    eventually(() -> assertThat(rows.command(command).state).isEqualTo(CommandState.FAILED));
    assertThat(rows.server(server).deleted).isFalse();
    assertThat(ganeti.has(names.of(server))).isTrue();
  }
}
