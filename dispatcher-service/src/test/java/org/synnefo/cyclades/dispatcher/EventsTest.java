package org.synnefo.cyclades.dispatcher;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synnefo.cyclades.dispatcher.messaging.Consumers;
import org.synnefo.cyclades.model.command.CommandState;
import org.synnefo.cyclades.model.command.CommandVerb;
import org.synnefo.cyclades.model.message.MessageTopology;
import org.synnefo.cyclades.model.network.FirewallProfile;
import org.synnefo.cyclades.model.server.OperatingState;
import org.synnefo.cyclades.model.server.PendingAction;
import org.synnefo.cyclades.settings.BrokerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@CloudTest
class EventsTest {

  @Inject Rows rows;
  @Inject MessageTopology topology;
  @Inject InstanceNames names;
  @Inject BrokerSettings configuration;
  @Inject Consumers consumers;
  @Inject MeterRegistry metrics;

  private Broker broker;
  private long backend;

  @BeforeEach
  void connect() throws Exception {
    await().atMost(Duration.ofSeconds(20)).until(() -> consumers.idleQueues().isEmpty());
    broker = new Broker(configuration);
    backend = rows.backend("b" + UUID.randomUUID(), "http://127.0.0.1:1", "user", "none", null);
    rows.offline(backend);
  }

  @AfterEach
  void disconnect() throws Exception {
    broker.close();
  }

  private void operation(long server, String opcode, String job, String status, String more)
      throws Exception {
    broker.publish(
        topology.operations(),
        """
        {"type": "ganeti-op-status", "instance": "%s", "operation": "%s", "jobId": %s,
         "status": "%s"%s}
        """
            .formatted(names.of(server), opcode, job, status, more));
  }

  private void eventually(org.awaitility.core.ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(15)).untilAsserted(assertion);
  }

  @Test
  void aServerBecomesActiveWhenItsCreationSucceeded() throws Exception {
    long server = rows.newServer(backend);
    rows.state(server, OperatingState.BUILD, PendingAction.CREATE);
    UUID command = rows.command(server, CommandVerb.CREATE, Map.of());
    rows.submitted(command, 1017);

    operation(server, "OP_INSTANCE_CREATE", "\"1017\"", "success", "");

    eventually(
        () -> {
          assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
          assertThat(rows.server(server).pendingAction).isNull();
          assertThat(rows.command(command).state).isEqualTo(CommandState.SUCCEEDED);
          assertThat(rows.command(command).secret).isNull();
        });
  }

  @Test
  void aFailedCreationEndsInErrorWithItsReason() throws Exception {
    long server = rows.newServer(backend);
    UUID command = rows.command(server, CommandVerb.CREATE, Map.of());
    rows.submitted(command, 7);

    operation(server, "OP_INSTANCE_CREATE", "7", "error", ", \"message\": \"no room\"");

    eventually(
        () -> {
          assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.ERROR);
          assertThat(rows.server(server).faultMessage).isEqualTo("no room");
          assertThat(rows.command(command).state).isEqualTo(CommandState.FAILED);
        });
  }

  @Test
  void aRefusedSecondCreationIsNoFailureOfAServerThatTheFirstHasMade() throws Exception {
    long server = rows.newServer(backend);
    UUID command = rows.command(server, CommandVerb.CREATE, Map.of());
    rows.submitted(command, 8);
    Instant due = Instant.now().plusSeconds(600);
    operation(server, "OP_INSTANCE_CREATE", "7", "success", "");
    eventually(
        () -> assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED));

    operation(
        server,
        "OP_INSTANCE_CREATE",
        "8",
        "error",
        ", \"message\": \"Instance 'snf-1' is already in the cluster\"");

    eventually(() -> assertThat(rows.command(command).nextAttemptAt).isBefore(due));
    assertThat(rows.command(command).state).isEqualTo(CommandState.SUBMITTED);
    assertThat(rows.server(server).jobId).isEqualTo(7);
    assertThat(rows.server(server).faultMessage).isNull();
  }

  @Test
  void ofTwoCommandsWithAJobOfThatNumberTheNewerOneEnds() throws Exception {
    long first = rows.newServer(backend);
    UUID older = rows.command(first, CommandVerb.REBOOT, Map.of());
    rows.submitted(older, 2001);
    operation(first, "OP_INSTANCE_REBOOT", "2001", "success", "");
    eventually(() -> assertThat(rows.command(older).state).isEqualTo(CommandState.SUCCEEDED));
    long second = rows.newServer(backend);
    UUID newer = rows.command(second, CommandVerb.REBOOT, Map.of());
    rows.submitted(newer, 2001);

    operation(second, "OP_INSTANCE_REBOOT", "2001", "success", "");

    eventually(() -> assertThat(rows.command(newer).state).isEqualTo(CommandState.SUCCEEDED));
  }

  @Test
  void aServerThatNoClusterWasGivenFollowsNoInstanceOfItsName() throws Exception {
    long server = rows.newServer(null);
    rows.state(server, OperatingState.ERROR, null);
    double jobs = ignored(topology.operations());
    double nics = ignored(topology.networks());

    operation(server, "OP_INSTANCE_STARTUP", "9", "success", "");
    broker.publish(topology.networks(), nicsAt(server, rows.link(rows.network(false))));

    eventually(() -> assertThat(ignored(topology.operations())).isGreaterThan(jobs));
    eventually(() -> assertThat(ignored(topology.networks())).isGreaterThan(nics));
    assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.ERROR);
    assertThat(rows.server(server).jobId).isNull();
    assertThat(rows.nics(server)).isEmpty();
  }

  private double ignored(MessageTopology.Queue queue) {
    return metrics
        .counter("cyclades.messages", "queue", queue.name(), "outcome", "ignored")
        .count();
  }

  @Test
  void progressOnlyRisesAndOnlyWhileTheServerIsBuilt() throws Exception {
    long server = rows.newServer(backend);
    for (String progress : new String[] {"63.5", "12", "140.2"}) {
      broker.publish(
          topology.progress(),
          "{\"type\": \"ganeti-create-progress\", \"instance\": \"%s\", \"rprogress\": %s}"
              .formatted(names.of(server), progress));
    }
    eventually(() -> assertThat(rows.server(server).buildPercentage).isEqualTo(100));
  }

  @Test
  void nicsAreReplaced() throws Exception {
    long server = rows.newServer(backend);
    long network = rows.network(false);
    String link = rows.link(network);
    String nics =
        """
        {"type": "ganeti-net-status", "instance": "%s", "eventTime": %s, "nics": [
          {"mac": "aa:00:00:49:2e:7e", "ip": "192.168.32.6", "ipv6": "2001:db8::1",
           "link": "public", "firewall": "protected"}%s]}
        """;
    broker.publish(
        topology.networks(),
        nics.formatted(
            names.of(server),
            "100.5",
            ", {\"mac\": \"aa:00:00:49:2e:7f\", \"link\": \"%s\"}".formatted(link)));
    eventually(
        () -> {
          assertThat(rows.nics(server)).hasSize(2);
          assertThat(rows.nics(server).get(0).firewallProfile).isEqualTo(FirewallProfile.ENABLED);
          assertThat(rows.nics(server).get(1).networkId).isEqualTo(network);
        });

    broker.publish(topology.networks(), nics.formatted(names.of(server), "[101, 0]", ""));

    eventually(
        () -> {
          assertThat(rows.nics(server)).hasSize(1);
        });
  }

  private String nicsAt(long server, String link) {
    return """
    {"type": "ganeti-net-status", "instance": "%s", "nics": [
      {"mac": "aa:00:00:00:00:01", "link": "x"}, {"mac": "aa:00:00:00:00:02", "link": "%s"}]}
    """
        .formatted(names.of(server), link);
  }

  @Test
  void aLinkThatIsNeverKnownEndsAsDeadLetter() throws Exception {
    long server = rows.newServer(backend);
    String link = rows.link(null);

    broker.publish(topology.networks(), nicsAt(server, link));

    eventually(
        () ->
            assertThat(rows.deadLetters(topology.networks().name()))
                .anyMatch(letter -> letter.reason.contains(link)));
    assertThat(rows.nics(server)).isEmpty();
  }

  @Test
  void aLinkThatIsKnownSoonIsWaitedFor() throws Exception {
    long server = rows.newServer(backend);
    String link = rows.link(null);
    double waited = retried();
    broker.publish(topology.networks(), nicsAt(server, link));
    eventually(() -> assertThat(retried()).isGreaterThan(waited));

    rows.give(link, rows.network(false));

    eventually(() -> assertThat(rows.nics(server)).hasSize(2));
  }

  private double retried() {
    return metrics
        .counter("cyclades.messages", "queue", topology.networks().name(), "outcome", "retried")
        .count();
  }

  @Test
  void poisonEndsAsDeadLettersAndTheGoodAmongItIsHandled() throws Exception {
    long server = rows.newServer(backend);
    int before = rows.deadLetters(topology.operations().name()).size();
    String[] poison = {
      "",
      "null",
      "{",
      "[]",
      "{\"type\": \"unknown\"}",
      "\u0000\u0001",
      "{\"type\": \"ganeti-op-status\"}",
      "{\"type\": \"email\", \"to\": \"a\", \"subject\": \"b\", \"body\": \"c\"}",
      "{\"type\": \"ganeti-op-status\", \"instance\": \"a\", \"operation\": \"b\", \"jobId\": 1,"
          + " \"status\": \"dancing\"}"
    };
    for (String body : poison) {
      broker.publish(topology.operations(), body);
    }
    operation(server, "OP_INSTANCE_CREATE", "3", "success", "");
    broker.publish(
        topology.progress(),
        "{\"type\": \"ganeti-create-progress\", \"instance\":" + " \"x\", \"rprogress\": -1}");
    broker.publish(topology.commands(), "{\"type\": \"command\"}");

    eventually(
        () -> {
          assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
          assertThat(rows.deadLetters(topology.operations().name()))
              .hasSize(before + poison.length);
          assertThat(rows.deadLetters(topology.progress().name()))
              .anyMatch(letter -> letter.reason.contains("rprogress"));
          assertThat(rows.deadLetters(topology.commands().name()))
              .anyMatch(letter -> letter.reason.contains("'id'"));
        });
  }

  @Test
  void aQueueThatWasDeletedIsConsumedAgain() throws Exception {
    broker.deleteQueue(topology.operations().name());
    long server = rows.newServer(backend);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              operation(server, "OP_INSTANCE_CREATE", "3", "success", "");
              assertThat(rows.server(server).operatingState).isEqualTo(OperatingState.STARTED);
            });
  }
}
